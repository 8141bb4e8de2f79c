"""Making a conversation one of questions, in the story's editor: guests by name, times in order."""

from __future__ import annotations

import pytest

from standfirst.accounts.tests.factories import aoife, make_reader
from standfirst.comments.models import Thread
from standfirst.stories.models import Guest, StoryPage
from standfirst.stories.tests.desking import Window
from standfirst.stories.tests.factories import make_story

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "action-publish"}


def with_guest(window: Window, name: str, **fields: str) -> Window:
    row = {
        "guests-TOTAL_FORMS": "1",
        "guests-0-account": name,
        "guests-0-role": "Harbour master",
        "guests-0-ORDER": "1",
    }
    row |= {"guests-0-id": "", "guests-0-DELETE": ""}
    window.fields |= {"thread_kind": "questions", **row, **fields}
    return window


def test_the_desk_names_a_guest_as_readers_know_them_and_the_thread_follows() -> None:
    story, maire = make_story(), make_reader("Máire Devane")
    window = with_guest(Window(aoife(), story), "maire devane", questions_until="2099-11-30 18:00")
    window.save(**PUBLISH)
    guest = Guest.objects.get(story=story)
    assert (guest.account, guest.role) == (maire, "Harbour master")
    thread = Thread.objects.get(story=story)
    assert thread.asks_questions
    assert thread.turns_at == thread.questions_until
    window.open()
    assert window.fields["guests-0-account"] == "Máire Devane"


@pytest.mark.parametrize(
    ("name", "fields", "says"),
    [
        ("Nobody at all", {}, "Select a valid choice"),
        ("", {"guests-TOTAL_FORMS": "0"}, "Name at least one guest"),
        (
            "Máire Devane",
            {"questions_from": "2099-11-30 18:00", "questions_until": "2099-11-30 17:00"},
            "The end comes after the beginning",
        ),
    ],
)
def test_what_does_not_hold_is_refused_beside_its_field(name: str, fields: dict[str, str], says: str) -> None:
    story = make_story()
    make_reader("Máire Devane")
    answer = with_guest(Window(aoife(), story), name, **fields).save(**PUBLISH)
    assert says in answer.content.decode()
    assert StoryPage.objects.get(pk=story.pk).thread_kind == "comments"
    assert not Guest.objects.exists()


def test_a_draft_is_saved_with_whatever_is_missing() -> None:
    story = make_story()
    assert with_guest(Window(aoife(), story), "", **{"guests-TOTAL_FORMS": "0"}).autosave()["success"]


def test_a_conversation_of_comments_again_has_no_guests() -> None:
    story = make_story()
    make_reader("Máire Devane")
    with_guest(Window(aoife(), story), "Máire Devane").save(**PUBLISH)
    window = Window(aoife(), story)
    window.fields["thread_kind"] = "comments"
    window.save(**PUBLISH)
    assert not Thread.objects.get(story=story).asks_questions
