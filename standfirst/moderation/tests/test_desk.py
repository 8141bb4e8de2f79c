"""The moderators' screens: who may see them, what they show, what they do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.tests.factories import aoife, cormac, niamh
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import NOON, make_comment
from standfirst.moderation.actions.decisions import claim
from standfirst.moderation.models import Decision, QueueItem
from standfirst.moderation.queries import next_item_id
from standfirst.moderation.tests.factories import civil, make_held_item, make_reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(cormac())
    return client


def test_the_queue_is_for_moderators(client: Client) -> None:
    item = make_held_item()
    for person in (niamh(), aoife()):
        client.force_login(person)
        for address in (reverse("moderation_queue"), reverse("moderation_item", args=[item.pk])):
            assert client.get(address).status_code in {302, 403}
            assert client.post(address, {"outcome": "publish", "revision": 1}).status_code in {302, 403, 405}
    item.comment.refresh_from_db()
    assert item.comment.state == Comment.State.PENDING


def test_reported_comments_come_first(desk: Client) -> None:
    make_held_item("Held first")
    make_reported()
    page = desk.get(reverse("moderation_queue")).content.decode()
    assert page.index("1 report") < page.index("Held first")


def test_opening_an_item_claims_it_and_shows_why_it_is_here(desk: Client) -> None:
    report = make_reported(words="It names the pilot's street.")
    item = QueueItem.objects.get(comment=report.comment)
    page = desk.get(reverse("moderation_item", args=[item.pk])).content.decode()
    item.refresh_from_db()
    assert item.claimed_by == cormac()
    assert "It names the pilot&#x27;s street." in page
    assert report.reference in page


def test_publishing_goes_on_to_the_next_item(desk: Client) -> None:
    first, second = make_held_item("One"), make_held_item("Two")
    answer = desk.post(reverse("moderation_item", args=[first.pk]), {"outcome": "publish", "revision": 1})
    assert answer["Location"] == reverse("moderation_item", args=[second.pk])
    first.comment.refresh_from_db()
    assert first.comment.state == Comment.State.PUBLISHED


def test_what_is_passed_over_comes_round_again() -> None:
    items = [make_held_item(words) for words in ("One", "Two", "Three")]
    turns = {item.pk: next_item_id(moderator=cormac(), now=NOON, after=item.pk) for item in items}
    assert list(turns.values()) == [items[1].pk, items[2].pk, items[0].pk]


def test_the_last_one_is_followed_by_none() -> None:
    assert next_item_id(moderator=cormac(), now=NOON, after=make_held_item().pk) is None


def test_what_lies_on_another_table_and_ones_own_words_are_passed_over() -> None:
    first, second = make_held_item("One"), make_held_item("Two")
    own = make_comment(second.comment.thread, "Mine, reported.", author=cormac())
    make_reported(own)
    claim(item_id=first.pk, moderator=aoife(), now=NOON)
    assert next_item_id(moderator=cormac(), now=NOON) == second.pk
    assert next_item_id(moderator=cormac(), now=NOON, after=second.pk) is None


def test_a_removal_without_reasons_is_asked_for_them_and_keeps_what_was_typed(desk: Client) -> None:
    item = make_held_item()
    rule = civil()
    answer = desk.post(
        reverse("moderation_item", args=[item.pk]), {"outcome": "remove", "revision": 1, "rule": rule.pk}
    )
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert f'name="rule" value="{rule.pk}" data-key="1" checked' in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_decided_item_tells_who_decided_and_why(desk: Client) -> None:
    item = make_held_item()
    address = reverse("moderation_item", args=[item.pk])
    desk.post(address, {"outcome": "remove", "revision": 1, "rule": civil().pk, "statement_of_reasons": "An insult."})
    late = desk.post(address, {"outcome": "publish", "revision": 1}, follow=True).content.decode()
    assert "Cormac has decided this already: Remove. Reasons: An insult." in late
    item.comment.refresh_from_db()
    assert item.comment.state == Comment.State.REMOVED


def test_an_item_on_another_table_says_whose(desk: Client) -> None:
    item = make_held_item()
    claim(item_id=item.pk, moderator=aoife(), now=clock.now())
    assert (
        "Aoife has this comment on the table." in desk.get(reverse("moderation_item", args=[item.pk])).content.decode()
    )


def test_hostile_words_are_shown_and_not_run(desk: Client) -> None:
    item = make_held_item('<img src=x onerror="alert(1)"><script>alert(2)</script>')
    page = desk.get(reverse("moderation_item", args=[item.pk])).content.decode()
    assert "<script>alert(2)" not in page
    assert "&lt;img src=x" in page
