"""Nothing of ours stands in a stranger's frame: whoever sees a form there can be made to press what they don't see."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.tests.factories import aoife, niamh
from standfirst.comments.tests.factories import make_comment, make_thread, story_of
from standfirst.comments.tests.factories_elsewhere import BLOG, FERRY, make_comment_there, make_site
from standfirst.moderation.tests.factories import make_policy
from tests.flows.test_public_pages import addresses

pytestmark = pytest.mark.django_db


def test_no_page_can_be_framed_but_the_one_for_it(client: Client) -> None:
    make_policy()
    thread = make_thread()
    comment, site = make_comment(thread, author=niamh()), make_site()
    there = make_comment_there(site, niamh())
    asked = f"?url={FERRY}&from={BLOG}"
    public = [*addresses(thread), reverse("thread", args=[there.thread_id]), reverse("account_login"), "/no-such-page/"]
    public += [reverse(name, args=[comment.pk]) for name in ("reply_form", "report_comment")]
    public += [reverse("elsewhere", args=[site.reference]) + f"?url={BLOG}/other/"]
    public += [reverse(name, args=[site.reference]) + asked for name in ("thread_elsewhere", "enter_elsewhere")]
    own = [
        reverse(name)
        for name in ("your_page", "your_profile", "your_data", "your_keys", "close_account", "your_comments")
    ]
    own += [reverse(name, args=[comment.pk]) for name in ("edit_comment", "delete_comment", "mute_author")]
    for person, found in ((None, public), (niamh(), [*public, *own]), (aoife(), [*public, story_of(thread).url])):
        if person:
            client.force_login(person)
        for address in found:
            answer = client.get(address)
            assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], address
            assert answer["X-Frame-Options"] == "DENY", address
    framed = client.get(reverse("frame_elsewhere", args=[site.reference]) + asked)
    assert f"frame-ancestors {BLOG};" in f"{framed['Content-Security-Policy']};"


def test_the_framed_page_knows_nobody_and_has_no_form_of_its_own(client: Client) -> None:
    """What is pressed in it asks for a bearer, which a frame around it can't give; a session counts for nothing."""
    site = make_site()
    make_comment_there(site, niamh())
    asked = reverse("frame_elsewhere", args=[site.reference]) + f"?url={FERRY}&from={BLOG}"
    stranger = client.get(asked)
    client.force_login(niamh())
    assert client.get(asked).content == stranger.content
    assert "<form" not in stranger.content.decode()
    assert not stranger.cookies
