"""Every reason for which a comment is not taken has a code and words of its own, and they stand in the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from standfirst.accounts import restrictions
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.actions.posting import PER_MINUTE, NameMissing
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.forms import REFUSALS, CommentForm, in_words
from standfirst.comments.models import Comment, Thread
from standfirst.comments.tests.factories import close, make_comment, make_thread

pytestmark = pytest.mark.django_db
SENTENCE = "The harbour board has met three times since May about this."


@pytest.fixture
def reader(client: Client) -> Client:
    cache.clear()
    client.force_login(niamh())
    return client


def send(client: Client, thread: Thread, body: str = SENTENCE, **fields: object) -> tuple[int, str]:
    answer = client.post(reverse("post_comment", args=[thread.pk]), {"body": body, **fields})
    return answer.status_code, answer.content.decode()


def reply_to_removed(client: Client, thread: Thread, settings: object) -> tuple[int, str]:
    parent = make_comment(thread, author=tadhg())
    cause = Cause(rule="civil")
    change_state(comment_id=parent.pk, revision=1, to=Comment.State.REMOVED, cause=cause, now=timezone.now())
    return send(client, thread, parent=parent.pk)


def after_closing(client: Client, thread: Thread, settings: object) -> tuple[int, str]:
    close(thread)
    return send(client, thread)


def too_fast(client: Client, thread: Thread, settings: object) -> tuple[int, str]:
    for number in range(PER_MINUTE):
        make_comment(thread, f"Number {number}", now=timezone.now())
    return send(client, thread)


def from_a_busy_network(client: Client, thread: Thread, settings: object) -> tuple[int, str]:
    settings.ACCOUNT_RATE_LIMITS = {"post_comment": "1/m/ip"}  # type: ignore[attr-defined]
    assert send(client, thread)[0] == 302
    return send(client, thread, "Another one.")


def again(client: Client, thread: Thread, settings: object) -> tuple[int, str]:
    assert send(client, thread, posting_key="k-1")[0] == 302
    assert send(client, thread, posting_key="k-1")[0] == 302
    return send(client, thread, posting_key="k-2")


def unproven(client: Client, thread: Thread, settings: object) -> tuple[int, str]:
    EmailAddress.objects.filter(user=niamh()).update(verified=False)
    return send(client, thread)


def outside_its_time(**times: object) -> Callable[[Client, Thread, object], tuple[int, str]]:
    def ask(client: Client, thread: Thread, settings: object) -> tuple[int, str]:
        Thread.objects.filter(pk=thread.pk).update(kind="questions", **times)
        return send(client, thread)

    return ask


WAYS: dict[str, Callable[[Client, Thread, object], tuple[int, str]]] = {
    "empty": lambda client, thread, settings: send(client, thread, "  "),
    "too-long": lambda client, thread, settings: send(client, thread, "x" * 5001),
    "closed": after_closing,
    "questions-not-yet": outside_its_time(questions_from=timezone.now() + timedelta(days=1)),
    "questions-over": outside_its_time(questions_until=timezone.now()),
    "parent-gone": reply_to_removed,
    "too-fast": too_fast,
    "too-fast-from-here": from_a_busy_network,
    "repeat": again,
    "email-not-confirmed": unproven,
}
# Shown elsewhere: below, in test_own_comments.py, on other sites' pages, as the page that asks for a name, or in words
# of the rule that objects (moderation/tests/test_word_lists.py).
ELSEWHERE = {
    "not-vouched-for",
    "not-taken",
    "asked-first",
    "restricted",
    "name-missing",
    "edit-too-late",
    "stale",
    "gone",
    "not-yours",
}


def test_every_refusal_has_a_code_and_words_of_its_own() -> None:
    codes, words = zip(*REFUSALS.values(), strict=True)
    assert set(codes) == WAYS.keys() | ELSEWHERE
    assert len(set(codes)) == len(codes)
    assert len({str(one) for one in words}) == len(words)


@pytest.mark.parametrize("code", WAYS)
def test_the_page_says_why_and_keeps_the_words(reader: Client, settings: object, code: str) -> None:
    status, page = WAYS[code](reader, make_thread(), settings)
    assert status == 422
    assert f'data-refusal="{code}"' in page
    assert str(next(words for one, words in REFUSALS.values() if one == code)) in page


def test_a_restriction_brings_its_own_words(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restrictions, "_objections", [])

    @restrictions.objects_to_writing
    def not_tadhg(user: User, now: object) -> str:
        return "Until Friday you read and do not write." if user == tadhg() else ""

    restrictions.objects_to_writing(not_tadhg)
    thread = make_thread()
    assert send(reader, thread)[0] == 302
    reader.force_login(tadhg())
    status, page = send(reader, thread)
    assert status == 422
    assert 'data-refusal="restricted"' in page
    assert "Until Friday you read" in page


def test_a_refusal_without_words_of_its_own_has_those_of_the_table() -> None:
    assert in_words(NameMissing())[0] == "name-missing"
    form = CommentForm({})
    form.refuse(NameMissing())
    assert form.errors["body"] == [str(REFUSALS[NameMissing][1])]


def test_short_words_may_be_said_twice(reader: Client) -> None:
    thread = make_thread()
    assert [send(reader, thread, "Thank you.", posting_key=f"k-{n}")[0] for n in range(2)] == [302, 302]


def test_a_preview_shows_the_words_and_posts_nothing(client: Client) -> None:
    thread = make_thread()
    status, page = send(client, thread, "So *quiet*.", preview="1")
    assert status == 200
    assert "<p>So <em>quiet</em>.</p>" in page
    assert "So *quiet*.</textarea>" in page
    assert not Comment.objects.exists()
    status, page = send(client, thread, " ", preview="1")
    assert status == 422
    assert 'data-refusal="empty"' in page


def test_a_reply_can_begin_with_a_quotation(client: Client) -> None:
    comment = make_comment(make_thread(), "One <line>.\n\nAnother.")
    address = reverse("reply_form", args=[comment.pk])
    assert "?quote=1" in client.get(address).content.decode()
    assert "&gt; One &lt;line&gt;.\n&gt;\n&gt; Another." in client.get(address, {"quote": "1"}).content.decode()


def test_before_the_first_comment_stand_the_rules_in_brief_and_the_name_is_chosen(client: Client) -> None:
    thread = make_thread()
    client.force_login(User.objects.create_user("new@readers.example"))
    assert send(client, thread, "My first.")[0] == 302
    page = client.get(reverse("kept_comment")).content.decode()
    assert "the house rules in brief" in page
    assert reverse("house_rules") in page
    assert "My first." in page
    assert client.post(reverse("kept_comment"), {"display_name": "Orla"}).status_code == 302
    assert Comment.objects.get().author.display_name == "Orla"
