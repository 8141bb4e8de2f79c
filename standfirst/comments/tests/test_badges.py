"""Badges of the paper's own people: by what the desk has entered, never by a name."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standfirst.accounts.actions.closing import ask_to_close, carry_on_closing
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import aoife, cormac, make_reader, niamh
from standfirst.comments.actions.hooks import author_of
from standfirst.comments.badges import Badge
from standfirst.comments.models import Comment, Thread
from standfirst.comments.queries.badges import badge_by
from standfirst.comments.tests.factories import NOON, make_comment, make_thread, story_of
from standfirst.edge.purging import committed_purges
from standfirst.stories.models import Byline, Contributor

pytestmark = pytest.mark.django_db


def journalist(thread: Thread, account: User | None, role: str = "Harbour reporter") -> Contributor:
    """A byline over the story, and perhaps the account behind it."""
    contributor = Contributor.objects.create(name="Máirín Kehoe", role=role, account=account)
    Byline.objects.create(story=thread.story, contributor=contributor)
    return contributor


def page(thread: Thread, query: str = "") -> str:
    return Client().get(reverse("thread", args=[thread.pk]) + query).text


def test_the_journalist_carries_her_role_under_her_own_story_and_staff_elsewhere() -> None:
    own, other = make_thread(headline="Hers"), make_thread(headline="Another's")
    journalist(own, aoife())
    for thread in (own, other):
        make_comment(thread, author=aoife())
    assert '<span class="badge">Harbour reporter</span>' in page(own)
    assert '<span class="badge">Staff</span>' in page(other)
    assert "Harbour reporter" not in page(other)


def test_without_a_role_the_word_is_journalist_in_thread_permalink_and_feeds() -> None:
    thread = make_thread()
    journalist(thread, aoife(), role="")
    comment = make_comment(thread, author=aoife())
    branch = Client().get(reverse("thread_branch", args=[thread.pk, comment.number])).text
    story = Client().get(story_of(thread).url).text
    for text in (page(thread), branch, story):
        assert text.count('<span class="badge">Journalist</span>') == 1
    feed = json.loads(Client().get(reverse("thread_feed", args=[thread.pk, "feed.json"])).content)
    assert [one["tags"] for one in feed["items"]] == [["Journalist"]]
    fetched = Comment.objects.select_related("thread", "author").get(pk=comment.pk)
    assert author_of(fetched)["badge"] == "journalist"


def test_two_bylines_of_one_person_show_the_comment_once() -> None:
    thread = make_thread()
    contributor = journalist(thread, aoife())
    Byline.objects.create(story=thread.story, contributor=contributor, role="Photographs by")
    make_comment(thread, author=aoife())
    assert page(thread).count('<li class="comment ') == 1


def test_no_name_and_no_account_of_a_reader_gets_a_badge() -> None:
    thread = make_thread()
    reader = make_reader("Mairin Kehoe")
    contributor = journalist(thread, None)
    make_comment(thread, author=reader)
    assert 'class="badge"' not in page(thread)
    # Not even where a row was written by hand: whoever isn't staff has none.
    Contributor.objects.filter(pk=contributor.pk).update(account=reader)
    assert 'class="badge"' not in page(thread)
    contributor.account = reader
    with pytest.raises(ValidationError) as refused:
        contributor.full_clean()
    assert "account" in refused.value.message_dict


def test_one_account_stands_behind_one_byline() -> None:
    Contributor.objects.create(name="Máirín Kehoe", account=aoife())
    with transaction.atomic(), pytest.raises(IntegrityError):
        Contributor.objects.create(name="Tomás Breen", account=aoife())


def test_the_desk_chooses_the_account_among_staff_and_held_pages_are_fetched_anew(client: Client) -> None:
    thread = make_thread()
    contributor = journalist(thread, None)
    make_comment(thread, author=cormac())
    niamh()
    client.force_login(aoife())
    address = reverse("wagtailsnippets_stories_contributor:edit", args=[contributor.pk])
    form = client.get(address).text
    assert "Cormac" in form
    assert "Niamh" not in form
    sent = {"name": contributor.name, "role": "Reporter", "slug": contributor.slug}
    answer = client.post(address, {**sent, "account": niamh().pk})
    assert answer.status_code == 200
    with committed_purges():
        client.post(address, {**sent, "account": cormac().pk})
    contributor.refresh_from_db()
    assert contributor.account == cormac()
    assert '<span class="badge">Reporter</span>' in page(thread)


@pytest.mark.django_db(transaction=True)
def test_a_changed_account_throws_held_threads_away() -> None:
    thread = make_thread()
    contributor = journalist(thread, None)
    held = Client().get(reverse("thread", args=[thread.pk]))["Edge-Tags"].split()
    contributor.account = aoife()
    with committed_purges() as purged:
        contributor.save()
    assert purged & set(held)


def test_many_answers_of_the_journalist_cost_no_query_more() -> None:
    thread = make_thread()
    journalist(thread, aoife())
    for number in range(3):
        make_comment(thread, f"Reader {number}", now=NOON + timedelta(hours=number))
    address = reverse("thread", args=[thread.pk])
    Client().get(address)
    with CaptureQueriesContext(connection) as before:
        Client().get(address)
    for number in range(12):
        make_comment(thread, f"Answer {number}", author=aoife(), now=NOON + timedelta(days=1 + number))
    with CaptureQueriesContext(connection) as after:
        Client().get(address)
    assert len(after) == len(before)


def test_whoever_leaves_the_paper_loses_the_badge_and_closing_forgets_whose_byline_it_was() -> None:
    thread = make_thread()
    contributor = journalist(thread, aoife())
    comment = make_comment(thread, author=aoife())
    User.objects.filter(pk=aoife().pk).update(is_staff=False)
    assert 'class="badge"' not in page(thread)
    assert badge_by(Comment.objects.select_related("thread", "author").get(pk=comment.pk)) is Badge.NONE
    ask_to_close(person=aoife(), keeps_text=True, now=NOON)
    moment = NOON + timedelta(days=2)
    while carry_on_closing(now=moment):
        moment += timedelta(minutes=3)
    contributor.refresh_from_db()
    assert contributor.account is None
