"""Letters that reorder, hide, pile up, or are none: what is kept of them, through the forms that readers have."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.actions.names import NameRefused, clean_name
from standfirst.accounts.actions.profiles import clean_about
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import niamh
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import make_comment, make_thread, story_of
from standfirst.comments.writing import CommentEmpty, clean_body
from standfirst.moderation.models import Report

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"

# What is typed, and what of it is kept.
KEPT = {
    "Trojan source": (f"access{TURNING[4]} // check{TURNING[8]} end", "access // check end"),
    "all that turns": (f"a{TURNING}b", "ab"),
    "zero width within a word": ("ro\u200bck\u2060s\ufeff\u00ad", "rocks"),
    "invisible letters of Hangul and Khmer": ("a\u115f\u1160\u3164\uffa0\u17b4\u17b5b", "ab"),
    "two thousand marks are cut": ("z" + "\u0316" * 2000 + "!", "z" + "\u0316" * 6 + "!"),
    "marks of several writings in turn": ("o" + "\u0e47\u0301" * 60, "o" + "\u0e47\u0301" * 3),
    "marks with joiners between": ("o" + "\u0e4d\u200d" * 7, "o" + "\u0e4d\u200d" * 6 + "\u200d"),
    "letters of four bytes": ("\U0001d518 \U00020bb7 \U0001f30a", "\U0001d518 \U00020bb7 \U0001f30a"),
    "a family, a flag, a rainbow": (f"{FAMILY} {SCOTLAND} \U0001f3f3\ufe0f\u200d\U0001f308",) * 2,
    "wide spaces in a row": ("a" + "\u3000" * 900 + "b" + "\u00a0\u2003" * 9 + "c", "a b c"),
    "Persian with its joiners": ("می\u200cخواهم",) * 2,
    "Hebrew with its points": ("בְּרֵאשִׁ֖ית",) * 2,
    "noncharacters": ("a\ufdd0\ufffe\uffff\U0001ffffb", "ab"),
    "NUL and other controls": ("a\x00\x07\x1b\x7f\x85b", "ab"),
    "parts and wholes": ("cafe\u0301 \u212b", "caf\u00e9 \u00c5"),
    "private use": ("a\ue000\U000f0000b", "ab"),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", KEPT)
def test_what_the_form_keeps(client: Client, name: str) -> None:
    typed, kept = KEPT[name]
    thread = make_thread()
    client.force_login(niamh())
    answer = client.post(reverse("post_comment", args=[thread.pk]), {"body": typed})
    assert answer.status_code == 302
    comment = Comment.objects.get()
    assert comment.body.split() == kept.split()
    assert not set(TURNING) & set(client.get(story_of(thread).url).content.decode())


def test_half_a_letter_is_taken_away_wherever_it_comes_from() -> None:
    assert clean_body(json.loads(r'"a\ud83db \ude00\ud83d"')) == "ab"
    assert clean_about(about=json.loads(r'"a\ud83db"')) == "ab"
    with pytest.raises(NameRefused):
        clean_name(name=json.loads(r'"Niamh\ud83d"'))


@pytest.mark.django_db
def test_half_a_letter_in_a_form_is_a_mark_for_a_lost_one(client: Client) -> None:
    thread = make_thread()
    client.force_login(niamh())
    address, form = reverse("post_comment", args=[thread.pk]), "application/x-www-form-urlencoded"
    assert client.post(address, "body=a%ED%A0%BDb%FF", content_type=form).status_code == 302
    assert set(Comment.objects.get().body) == {"a", "b", "\ufffd"}


@pytest.mark.parametrize(
    "empty",
    ["\u3164", "\u115f\u1160", "\u2800\u2800", "\u200d\u200c", "\u0301\u0301", "\ufe0f", "\u17b5", "\U000e0041"],
)
def test_what_nobody_can_see_is_empty(empty: str) -> None:
    with pytest.raises(CommentEmpty):
        clean_body(f" {empty}\n{empty}")


@pytest.mark.parametrize(
    "hidden", ["\u115f", "\u1160", "\u3164", "\u17b4", "\u180b", "\ufe00", "\u034f", "\u200d", "\u202e", "\U000e0100"]
)
def test_no_name_has_a_letter_that_nobody_can_see(hidden: str) -> None:
    """By one of them, Niamh would have a double that no eye can tell from her."""
    for name in (f"Niamh{hidden}", f"N{hidden}iamh", hidden * 3):
        with pytest.raises(NameRefused):
            clean_name(name=name)


@pytest.mark.django_db
def test_the_same_words_written_in_parts_are_a_repeat(client: Client) -> None:
    thread = make_thread()
    client.force_login(niamh())
    words = "The caf\u00e9 by the harbour board has closed three times since May."
    address = reverse("post_comment", args=[thread.pk])
    assert client.post(address, {"body": words, "posting_key": "a"}).status_code == 302
    again = words.replace("\u00e9", "e\u0301\u200b") + "\u3164"
    assert client.post(address, {"body": again, "posting_key": "b"}).status_code == 422
    assert Comment.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["a\x00b", "a\uffffb", "a\U0010ffffb"])
def test_no_form_breaks_over_an_odd_letter(client: Client, odd: str) -> None:
    """PostgreSQL can't store a NUL: each is taken, cleaned or refused."""
    comment = make_comment(make_thread())
    client.force_login(niamh())
    forms = {
        reverse("post_comment", args=[comment.thread_id]): {"body": odd, "posting_key": odd, "parent": odd},
        reverse("edit_comment", args=[comment.pk]): {"body": odd, "revision": odd},
        reverse("report_comment", args=[comment.pk]): {"reason": "uncivil", "words": odd, "email": odd},
        reverse("your_profile"): {"display_name": odd, "about": odd},
        reverse("kept_comment"): {"display_name": odd},
    }
    for address, fields in forms.items():
        assert client.post(address, fields).status_code in {200, 302, 422}, address
    for query in ("sort", "after", "before", "thread", "q", "stories", "quote"):
        assert client.get(reverse("thread", args=[comment.thread_id]), {query: odd}).status_code in {200, 404}
    assert User.objects.get(pk=comment.author_id).display_name == "Niamh"


@pytest.mark.django_db
def test_the_words_of_a_report_turn_nothing_on_the_moderators_screen(client: Client) -> None:
    comment = make_comment(make_thread())
    words = f"Look {TURNING}here.\u115f" + "z" + "\u0e47" * 40
    client.post(reverse("report_comment", args=[comment.pk]), {"reason": "uncivil", "words": words})
    assert Report.objects.get().words == "Look here.z" + "\u0e47" * 6
