"""A page on another site puts ours into a frame, so that readers press what they don't see."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.tests.factories import niamh
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import make_comment, make_thread, story_of

pytestmark = pytest.mark.django_db


def test_no_page_on_which_readers_write_stands_in_a_frame(client: Client) -> None:
    comment = make_comment(make_thread(), now=clock.now())
    client.force_login(niamh())
    pages = [
        story_of(comment.thread).url,
        reverse("thread", args=[comment.thread_id]),
        reverse("thread_branch", args=[comment.thread_id, comment.number]),
        *(
            reverse(name, args=[comment.pk])
            for name in (
                "reply_form",
                "edit_comment",
                "delete_comment",
                "comment_posted",
                "report_comment",
                "mute_author",
            )
        ),
        reverse("follow_thread", args=[comment.thread_id]),
        reverse("kept_comment"),
        reverse("close_account"),
        reverse("your_data"),
    ]
    for address in pages:
        page = client.get(address)
        assert page.status_code == 200, address
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"], address
        assert page["X-Frame-Options"] == "DENY", address


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_is_posted_from_a_frame_elsewhere_is_not_taken(site: str) -> None:
    """A frame without our page, but with a form of its own that leads to us."""
    thread = make_thread()
    client = Client(enforce_csrf_checks=True)
    client.force_login(niamh())
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate"}
    answer = client.post(reverse("post_comment", args=[thread.pk]), {"body": "Not by me."}, headers=headers)
    assert answer.status_code == 403
    assert not Comment.objects.exists()
    # From another site browsers don't even send the session along.
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
