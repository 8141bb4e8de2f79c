"""What waits to be told, by letter or to other systems, says what is so when it leaves."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from standfirst import clock
from standfirst.accounts.actions.letters import send_letter
from standfirst.accounts.actions.mornings import write_due_digests
from standfirst.accounts.actions.notifying import choose_letters
from standfirst.accounts.kinds import When
from standfirst.accounts.models import Letter, Notification, User
from standfirst.accounts.tests.factories import aoife, niamh, tadhg
from standfirst.comments.actions.deliveries import NoLongerPublic, claim_due, hold_back_words, send_again
from standfirst.comments.actions.editing import edit_comment
from standfirst.comments.actions.endpoints import add_endpoint
from standfirst.comments.actions.picking import pick_comment
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.actions.telling import tell_of_comment
from standfirst.comments.models import Comment, Kind, WebhookDelivery, WebhookEndpoint
from standfirst.comments.tests.factories import NOON, make_comment, make_thread

pytestmark = pytest.mark.django_db
SHOUTED = "EVERYBODY ON THE PIER KNEW ABOUT THIS LONG BEFORE THE BOARD DID."


@pytest.fixture
def postbox() -> list[Any]:
    return mail.outbox


def told_reply(body: str = "No, the tide did it.", *, when: When = When.AT_ONCE) -> Comment:
    choose_letters(reader_id=niamh().pk, kind="reply", when=when)
    question = make_comment(make_thread(), author=niamh())
    reply = make_comment(question.thread, body, author=tadhg(), parent_id=question.pk)
    tell_of_comment(comment_id=reply.pk, now=NOON)
    return reply


def edit(comment: Comment, body: str = "Rather the wind.") -> None:
    comment.refresh_from_db()
    author: User = comment.author
    at = comment.posted_at + timedelta(minutes=1)
    edit_comment(comment_id=comment.pk, revision=comment.revision, author=author, body=body, now=at)


def remove(comment: Comment) -> None:
    comment.refresh_from_db()
    cause = Cause(rule="civil", why="Rude.")
    change_state(comment_id=comment.pk, revision=comment.revision, to=Comment.State.REMOVED, cause=cause, now=NOON)


def send(letter: Letter) -> bool:
    return send_letter(letter_id=letter.pk, now=NOON + timedelta(days=30))


def the_letter() -> Letter:
    return Letter.objects.get(recipient=niamh().email, purpose__regex="^(notification|digest):")


# Letters


@pytest.mark.parametrize("when", [When.AT_ONCE, When.DAILY])
def test_a_letter_that_waits_carries_the_present_words(postbox: list[Any], when: When) -> None:
    reply = told_reply(when=when)
    write_due_digests(now=NOON + timedelta(days=2))
    letter = the_letter()
    assert "No, the tide did it." in letter.text
    edit(reply)
    assert send(letter)
    [sent] = postbox
    assert "Rather the wind." in sent.body
    assert "No, the tide did it." not in sent.body


@pytest.mark.parametrize("when", [When.AT_ONCE, When.DAILY])
def test_a_letter_about_nothing_but_what_is_gone_does_not_leave(postbox: list[Any], when: When) -> None:
    reply = told_reply(when=when)
    write_due_digests(now=NOON + timedelta(days=2))
    letter = the_letter()
    remove(reply)
    assert not send(letter)
    assert postbox == []
    assert not Letter.objects.filter(pk=letter.pk).exists()
    assert Notification.objects.get(kind="reply").letter == Notification.InLetter.NONE


def test_a_mornings_letter_tells_its_own_day_and_not_the_one_before(postbox: list[Any]) -> None:
    told_reply("Of Monday.", when=When.DAILY)
    write_due_digests(now=NOON + timedelta(days=1))
    first = the_letter()
    choose_letters(reader_id=niamh().pk, kind="reply", when=When.DAILY)
    question = Comment.objects.get(parent=None)
    second_day = make_comment(question.thread, "Of Tuesday.", author=tadhg(), parent_id=question.pk)
    tell_of_comment(comment_id=second_day.pk, now=NOON + timedelta(days=1))
    write_due_digests(now=NOON + timedelta(days=2))
    second = Letter.objects.exclude(pk=first.pk).get(purpose__startswith="digest:")
    for letter in (first, second):
        assert send(letter)
    assert ["Of Monday." in one.body for one in postbox] == [True, False]
    assert ["Of Tuesday." in one.body for one in postbox] == [False, True]


# Other systems


def make_endpoint(*kinds: str) -> WebhookEndpoint:
    given = {"description": "The newsletter", "kinds": list(kinds), "now": clock.now()}
    return add_endpoint(address="https://hooks.example/standfirst", **given)  # type: ignore[arg-type]  # as a form gives


def waiting() -> list[tuple[str, str]]:
    """Of each message that waits: its kind, and the words it holds."""
    rows = WebhookDelivery.objects.waiting().order_by("pk")
    return [(one.kind, json.loads(one.message)["data"].get("text", "")) for one in rows]


def deliver_all() -> None:
    WebhookDelivery.objects.waiting().update(delivered_at=clock.now())


def test_other_systems_are_told_of_new_words_and_of_picks() -> None:
    make_endpoint(Kind.EDITED, Kind.PICKED)
    comment = make_comment(make_thread())
    pick_comment(comment_id=comment.pk, editor=aoife(), now=NOON)
    assert waiting() == [(Kind.PICKED, comment.body)]
    deliver_all()
    edit(comment)
    assert waiting() == [(Kind.EDITED, "Rather the wind.")]
    first, second = (json.loads(one.message)["data"] for one in WebhookDelivery.objects.order_by("pk"))
    assert second["sequence"] > first["sequence"]
    assert second["comment"]["revision"] == 2
    assert second["author"]["name"] == "Niamh"


def test_earlier_words_that_wait_never_leave_and_the_new_ones_do() -> None:
    make_endpoint(Kind.PUBLISHED)
    make_endpoint(Kind.PUBLISHED, Kind.EDITED)
    comment = make_comment(make_thread())
    edit(comment)
    assert waiting() == [(Kind.PUBLISHED, "Rather the wind.")] * 2
    old = WebhookDelivery.objects.filter(given_up_at__isnull=False).order_by("pk")
    assert old.count() == 2
    with pytest.raises(NoLongerPublic):
        send_again(delivery_id=old[0].pk, now=clock.now())
    deliver_all()
    edit(comment, "Or the rain.")
    assert waiting() == [(Kind.EDITED, "Or the rain.")]


def test_words_that_changed_unheard_are_held_back_at_the_last_moment() -> None:
    make_endpoint(Kind.PUBLISHED)
    comment = make_comment(make_thread())
    Comment.objects.filter(pk=comment.pk).update(revision=2, body="Other words")
    now = clock.now() + timedelta(minutes=1)
    assert hold_back_words(deliveries=claim_due(now=now), now=now) == []
    assert WebhookDelivery.objects.get().given_up_at == now


def test_new_words_that_are_held_are_told_to_nobody() -> None:
    make_endpoint(Kind.PUBLISHED, Kind.EDITED, Kind.REMOVED)
    comment = make_comment(make_thread())
    deliver_all()
    edit(comment, SHOUTED)
    assert waiting() == [(Kind.REMOVED, "")]


def test_a_comment_that_becomes_public_by_its_new_words_is_told_once() -> None:
    make_endpoint(Kind.PUBLISHED, Kind.EDITED)
    comment = make_comment(make_thread(), SHOUTED)
    assert waiting() == []
    edit(comment)
    assert waiting() == [(Kind.PUBLISHED, "Rather the wind.")]
