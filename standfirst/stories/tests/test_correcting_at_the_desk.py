"""The correction lane as an editor meets it: its screen, both texts of a clash, and Wagtail's own editor beside it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import rich_text

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import aoife, niamh
from standfirst.stories.actions.correcting import LOG_ACTION
from standfirst.stories.clash_words import in_words
from standfirst.stories.merging import ABSENT, Conflict, Kind
from standfirst.stories.models import StoryPage, WaitingUpdate
from standfirst.stories.tests.factories import make_draft, make_story
from standfirst.stories.tests.test_correcting import edited, two_paragraphs, waiting_words, with_update, words
from standfirst.stories.tests.test_embargo import fresh
from standfirst.stories.tests.test_rights_in_pictures import once

pytestmark = pytest.mark.django_db


def screen(story: StoryPage) -> str:
    return reverse("correct_story", args=[story.pk])


def typed(story: StoryPage, *paragraphs: str, **more: str) -> dict[str, Any]:
    """What the editor of the live text sends, with these paragraphs in place of the story's."""
    blocks = list(story.body.raw_data)
    data: dict[str, Any] = {"title": story.title, "comments_mode": story.comments_mode, "body-count": len(blocks)}
    for number, (block, text) in enumerate(zip(blocks, paragraphs, strict=True)):
        part = {"id": block["id"], "type": block["type"], "order": number, "deleted": "", "value": as_typed(text)}
        data |= {f"body-{number}-{name}": value for name, value in part.items()}
    for rows in ("bylines", "related"):
        data |= {f"{rows}-TOTAL_FORMS": 0, f"{rows}-INITIAL_FORMS": 0, f"{rows}-MIN_NUM_FORMS": 0}
    return {**data, "change": "correction", "note": "It was one.", "read": story.live_revision_id, **more}


def as_typed(text: str) -> str:
    return str(rich_text(f"<p>{text}</p>"))


def test_an_editor_corrects_the_live_text_while_an_update_waits(client: Client) -> None:
    story = with_update(two_paragraphs())
    client.force_login(aoife())
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert "An update waits for " in edit
    assert screen(story) in edit
    assert "keeps its minute" in client.get(screen(story)).content.decode()
    answer = client.post(screen(story), typed(story, "At one.", "Nobody was hurt."))
    assert answer.status_code == 302, answer.context["form"].errors
    live = fresh(story)
    assert [text_only(one) for one in words(live)] == ["At one.", "Nobody was hurt."]
    assert [text_only(one) for one in waiting_words(story)] == ["At one.", "Two were hurt."]
    assert [one.text for one in live.corrections] == ["It was one."]
    assert "Corrected, with a note" in str(PageLogEntry.objects.get(action=LOG_ACTION).message)


def test_the_headline_of_the_live_text_makes_no_address(client: Client) -> None:
    story = two_paragraphs()
    client.force_login(aoife())
    page = client.get(screen(story)).content.decode()
    assert "w-sync" not in page
    assert 'name="title"' in page


def text_only(html: str) -> str:
    return html.split(">")[1].split("<")[0]


def test_the_desk_shows_both_texts_of_a_clash_and_publishes_with_a_choice(client: Client) -> None:
    story = with_update(two_paragraphs())
    client.force_login(aoife())
    data = typed(story, "At noon.", "One was hurt.", change="typo", note="")
    answer = client.post(screen(story), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Body: Paragraph" in page
    assert "One was hurt." in page
    assert "Two were hurt." in page
    (clash,) = answer.context["clashes"]
    assert client.post(screen(story), {**data, f"choice {clash.name}": "mine"}).status_code == 302
    assert text_only(words(fresh(story))[1]) == "One was hurt."
    # With the update's only passage taken from the correction, the update has nothing left to say; it keeps its minute.
    assert fresh(story).approved_schedule


def test_a_waiting_update_is_discarded_after_asking_by_those_who_may_publish(client: Client) -> None:
    story = with_update(two_paragraphs())
    address = reverse("discard_update", args=[story.pk])
    client.force_login(niamh())
    assert client.post(address).status_code in (302, 403)
    assert WaitingUpdate.objects.exists()
    client.force_login(aoife())
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert "The update waits for" in client.get(address).content.decode()
    assert WaitingUpdate.objects.exists()
    assert client.post(address).status_code == 302
    assert not WaitingUpdate.objects.exists()
    assert client.get(address).status_code == 404


def test_a_correction_needs_words_and_a_typo_none(client: Client) -> None:
    story = two_paragraphs()
    client.force_login(aoife())
    answer = client.post(screen(story), typed(story, "At one.", "Nobody was hurt.", note="", title="Never published"))
    assert answer.status_code == 422
    assert f"Correct the live text of “{story.title}”" in answer.content.decode()
    assert "Tell readers what was wrong" in answer.content.decode()
    data = typed(story, "At one.", "Nobody was hurt.", note="Forgotten words", change="typo")
    assert client.post(screen(story), data).status_code == 302
    assert (fresh(story).corrections, fresh(story).updated_at) == ([], None)
    data = typed(fresh(story), "At one.", "All are well.", change="update", read="no number")
    assert client.post(screen(story), data).status_code == 302
    assert fresh(story).updated_at is not None


def test_two_correct_at_once_and_both_hold_or_the_second_is_told(client: Client) -> None:
    story = two_paragraphs()
    client.force_login(aoife())
    edited(fresh(story), 1, "One was hurt.").save_revision().publish()
    assert client.post(screen(story), typed(story, "At one.", "Nobody was hurt.")).status_code == 302
    assert [text_only(one) for one in words(fresh(story))] == ["At one.", "One was hurt."]
    answer = client.post(screen(story), typed(story, "At two.", "Nobody was hurt."))
    assert answer.status_code == 422
    assert "just corrected the same passage" in answer.content.decode()


def test_trap_c_wagtails_own_editor_drops_no_waiting_update(client: Client) -> None:
    story = with_update(two_paragraphs())
    minute = story.scheduled_revision.approved_go_live_at
    client.force_login(User.objects.create_superuser("admin@paper.example", "x"))
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    data = {**typed(story, "At one.", "Nobody was hurt."), "slug": story.slug, "action-publish": "1"}
    client.post(edit, data)
    assert fresh(story).scheduled_revision.approved_go_live_at == minute
    assert text_only(words(fresh(story))[1]) == "Nobody was hurt."


def test_a_held_update_is_settled_at_the_desk(client: Client) -> None:
    story = with_update(two_paragraphs())
    edited(fresh(story), 1, "One was hurt.").save_revision().publish()
    client.force_login(aoife())
    address = reverse("settle_story", args=[story.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert "is held" in client.get(screen(story)).content.decode()
    assert "Two were hurt." in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    (clash,) = client.get(address).context["clashes"]
    assert client.post(address, {f"choice {clash.name}": "theirs"}).status_code == 302
    assert not WaitingUpdate.objects.get().is_held
    assert "No update is held" in client.get(address).content.decode()


def test_readers_correct_nothing_and_drafts_have_no_live_text(client: Client) -> None:
    story, draft = two_paragraphs(), make_draft("To come")
    client.force_login(niamh())
    for name in ("correct_story", "settle_story"):
        assert client.post(reverse(name, args=[story.pk]), {}).status_code in (302, 403)
    client.force_login(aoife())
    assert client.get(screen(draft)).status_code == 404
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert screen(draft) not in edit


@pytest.mark.parametrize(
    ("conflict", "shown"),
    [
        (Conflict("title", Kind.BOTH_CHANGED, "", "Mine", ""), ("Title", "Mine", "(empty)")),
        (
            Conflict("bylines", Kind.REMOVED_AND_CHANGED, 1, ABSENT, {"role": "By", "pk": 4}),
            ("Bylines", "(taken out)", "By"),
        ),
        (Conflict("gone", Kind.BOTH_CHANGED, 1, ["a", None], 3, block_type="old"), ("Gone: old", "a", "3")),
        (
            Conflict("body", Kind.ORDER, [], [], []),
            ("Body", "The passages in the order of the correction", "In their order"),
        ),
    ],
)
def test_a_clash_is_said_in_words(conflict: Conflict, shown: tuple[str, str, str]) -> None:
    told = in_words("waiting:x", conflict)
    assert (told.place, told.mine, told.theirs) == shown


@pytest.mark.parametrize("waits", [False, True])
def test_what_a_colleague_has_locked_is_neither_corrected_nor_settled(client: Client, waits: bool) -> None:
    story = with_update(two_paragraphs()) if waits else two_paragraphs()
    StoryPage.objects.filter(pk=story.pk).update(locked=True, locked_by=niamh())
    client.force_login(aoife())
    data = typed(story, "At one.", "Nobody was hurt.")
    for address, sent in (
        (screen(story), data),
        (reverse("settle_story", args=[story.pk]), {}),
        (reverse("both_texts", args=[story.pk, uuid4()]), {}),
    ):
        assert client.post(address, sent, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert text_only(words(fresh(story))[0]) == "At noon."
    StoryPage.objects.filter(pk=story.pk).update(locked_by=aoife())
    assert client.post(screen(story), data).status_code == 302


def test_a_correction_brings_no_picture_that_is_used_up(client: Client) -> None:
    picture = once()
    make_story("Storm", lead_picture=picture)
    story = two_paragraphs()
    client.force_login(aoife())
    answer = client.post(screen(story), typed(story, "At one.", "Nobody was hurt.", lead_picture=str(picture.pk)))
    assert answer.status_code == 422
    assert "may be used once, and stood in “Storm” on" in answer.content.decode()
    assert fresh(story).lead_picture is None
