"""The live text is corrected while an update waits: the update keeps its minute and receives the correction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import PageLogEntry

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.correcting import (
    DISCARD_ACTION,
    LOG_ACTION,
    CorrectionClashes,
    NothingWaits,
    NotPublic,
    clashes_of,
    correct_live,
    correct_story,
    discard_waiting,
    settle_waiting,
)
from standfirst.stories.actions.due import TRY_AGAIN, publish_due
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.models import StoryPage, WaitingUpdate
from standfirst.stories.tests.factories import make_draft, make_story
from standfirst.stories.tests.test_embargo import fresh, pass_to

pytestmark = pytest.mark.django_db
SIX = timedelta(hours=6)


def words(story: StoryPage) -> list[str]:
    return [str(block.value) for block in story.body]


def two_paragraphs() -> StoryPage:
    body = [("paragraph", "<p>At noon.</p>"), ("paragraph", "<p>Nobody was hurt.</p>")]
    return make_story("Ferry aground", body=body)


def edited(story: StoryPage, place: int, text: str) -> StoryPage:
    """Another text in one paragraph, which stays the same block."""
    block = story.body.raw_data[place]
    story.body.raw_data[place] = {**block, "value": f"<p>{text}</p>"}
    return story


def with_update(story: StoryPage, *, text: str = "Two were hurt.", place: int = 1) -> StoryPage:
    """An update that waits for six hours from now."""
    update = edited(fresh(story), place, text)
    update.go_live_at = clock.now() + SIX
    update.save_revision(user=aoife()).publish(user=aoife())
    return fresh(story)


def correct(story: StoryPage, text: str = "At one.", place: int = 0, **more: Any) -> StoryPage:
    corrected = edited(fresh(story), place, text)
    return correct_live(story=story, corrected=corrected, actor=aoife(), now=clock.now(), **more)


def waiting_words(story: StoryPage) -> list[str]:
    return words(fresh(story).scheduled_revision.as_object())


def test_a_correction_goes_live_alone_and_the_waiting_update_receives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    story = with_update(two_paragraphs())
    minute = story.scheduled_revision.approved_go_live_at
    live = correct(story, note="It was one o’clock, not noon.")
    assert words(live) == ["<p>At one.</p>", "<p>Nobody was hurt.</p>"]
    assert waiting_words(story) == ["<p>At one.</p>", "<p>Two were hurt.</p>"]
    assert fresh(story).scheduled_revision.approved_go_live_at == minute
    assert fresh(story).get_latest_revision() == fresh(story).scheduled_revision
    pass_to(minute, monkeypatch)
    assert publish_due(now=minute) == 1
    assert words(fresh(story)) == ["<p>At one.</p>", "<p>Two were hurt.</p>"]
    assert [one.text for one in fresh(story).corrections] == ["It was one o’clock, not noon."]
    assert not WaitingUpdate.objects.exists()


def test_note_moment_and_history_come_in_one_and_a_typo_makes_none() -> None:
    story, first = two_paragraphs(), clock.now()
    typo = correct(story)
    assert (typo.corrections, typo.updated_at) == ([], None)
    corrected = correct_story(story=story, note="It was one.", actor=aoife(), now=first, kind="clarification")
    (note,) = corrected.corrections
    assert (note.kind, note.text, note.made_at, corrected.updated_at) == ("clarification", "It was one.", first, first)
    assert corrected.first_published_at == story.first_published_at
    entry = PageLogEntry.objects.get(page=story.pk, action=LOG_ACTION)
    assert (entry.data["note"], entry.user) == ("It was one.", aoife())
    assert correct(story, "At two.", updated=True).updated_at != first


def test_a_clash_is_named_with_both_texts_and_writes_nothing_until_somebody_chooses() -> None:
    story = with_update(two_paragraphs())
    before = story.revisions.count()
    with pytest.raises(CorrectionClashes) as raised:
        correct(story, "One was hurt.", 1)
    (clash,) = raised.value.clashes
    assert (clash.conflict.mine, clash.conflict.theirs) == ("<p>One was hurt.</p>", "<p>Two were hurt.</p>")
    assert (words(fresh(story))[1], story.revisions.count()) == ("<p>Nobody was hurt.</p>", before)
    correct(story, "One was hurt.", 1, choices={clash.name: "theirs"})
    assert (words(fresh(story))[1], waiting_words(story)[1]) == ("<p>One was hurt.</p>", "<p>Two were hurt.</p>")


def test_a_draft_that_is_being_written_receives_the_correction_too() -> None:
    story = two_paragraphs()
    edited(fresh(story), 1, "Three were hurt.").save_revision(user=aoife())
    correct(story)
    draft = fresh(story).get_latest_revision_as_object()
    assert words(draft) == ["<p>At one.</p>", "<p>Three were hurt.</p>"]
    assert fresh(story).has_unpublished_changes
    assert words(fresh(story)) == ["<p>At one.</p>", "<p>Nobody was hurt.</p>"]


def test_only_what_is_public_is_corrected() -> None:
    draft = make_draft()
    with pytest.raises(NotPublic):
        correct_live(story=draft, corrected=draft, actor=None, now=clock.now())


def test_another_revision_published_by_wagtail_drops_no_schedule() -> None:
    """Trap c: Wagtail's own publishing wipes every other schedule."""
    story = with_update(two_paragraphs())
    minute = story.scheduled_revision.approved_go_live_at
    urgent = edited(fresh(story), 0, "At one.")
    urgent.save_revision().publish()
    assert words(fresh(story)) == ["<p>At one.</p>", "<p>Nobody was hurt.</p>"]
    assert waiting_words(story) == ["<p>At one.</p>", "<p>Two were hurt.</p>"]
    assert fresh(story).scheduled_revision.approved_go_live_at == minute


def test_an_update_that_clashes_with_what_was_published_is_held_until_settled() -> None:
    story = with_update(two_paragraphs())
    minute = story.scheduled_revision.approved_go_live_at
    edited(fresh(story), 1, "One was hurt.").save_revision().publish()
    assert (fresh(story).approved_schedule, WaitingUpdate.objects.get().is_held) == (False, True)
    (clash,) = clashes_of(story=story)
    with pytest.raises(CorrectionClashes):
        settle_waiting(story=story, choices={}, actor=aoife())
    settle_waiting(story=story, choices={clash.name: "theirs"}, actor=aoife())
    assert fresh(story).scheduled_revision.approved_go_live_at == minute
    assert waiting_words(story)[1] == "<p>Two were hurt.</p>"
    assert (clashes_of(story=story), WaitingUpdate.objects.get().is_held) == ([], False)
    settle_waiting(story=story, choices={}, actor=aoife())


def test_an_update_that_was_published_early_or_taken_back_waits_no_more() -> None:
    story = with_update(two_paragraphs())
    early = story.scheduled_revision.as_object()
    early.go_live_at = None
    early.save_revision().publish()
    assert not WaitingUpdate.objects.exists()
    story = with_update(story, text="Three were hurt.")
    revision = story.scheduled_revision
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    assert not WaitingUpdate.objects.exists()


def test_an_update_held_past_its_minute_goes_live_only_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody puts the live passage back as it was: the clash is gone, the minute too."""
    story = with_update(two_paragraphs())
    minute = story.scheduled_revision.approved_go_live_at
    edited(fresh(story), 1, "One was hurt.").save_revision().publish()
    pass_to(minute + SIX, monkeypatch)
    edited(fresh(story), 1, "Nobody was hurt.").save_revision().publish()
    assert (publish_due(now=minute + SIX), clashes_of(story=story), WaitingUpdate.objects.get().is_held) == (
        0,
        [],
        True,
    )
    settle_waiting(story=story, choices={}, actor=aoife())
    assert publish_due(now=minute + SIX) == 1
    assert words(fresh(story))[1] == "<p>Two were hurt.</p>"


def test_an_update_published_early_with_a_last_change_is_discarded_by_hand() -> None:
    """A last change to the update's own passage looks like a clash: nobody can tell which of both is meant."""
    story = with_update(two_paragraphs())
    early = edited(story.scheduled_revision.as_object(), 1, "Two were slightly hurt.")
    early.go_live_at = None
    early.save_revision().publish()
    assert WaitingUpdate.objects.get().is_held
    discard_waiting(story=story, actor=aoife())
    assert not WaitingUpdate.objects.exists()
    assert words(fresh(story))[1] == "<p>Two were slightly hurt.</p>"
    with pytest.raises(NothingWaits):
        discard_waiting(story=story, actor=aoife())


def test_a_discarded_update_never_comes_and_the_editor_opens_what_is_live() -> None:
    story = with_update(two_paragraphs())
    minute, update = story.scheduled_revision.approved_go_live_at, story.scheduled_revision
    discard_waiting(story=story, actor=aoife())
    assert publish_due(now=minute + SIX) == 0
    live = fresh(story)
    assert words(live) == words(live.get_latest_revision_as_object()) == ["<p>At noon.</p>", "<p>Nobody was hurt.</p>"]
    assert (live.has_unpublished_changes, live.scheduled_revision) == (False, None)
    entry = PageLogEntry.objects.get(page=story.pk, action=DISCARD_ACTION)
    assert (entry.user, entry.revision) == (aoife(), update)
    assert words(update.as_object())[1] == "<p>Two were hurt.</p>"


def test_a_withdrawn_story_is_not_brought_back_by_what_waits() -> None:
    story = with_update(two_paragraphs())
    draft = make_draft("To come")
    draft.go_live_at = clock.now() + SIX
    draft.save_revision().publish()
    for one in (story, draft):
        withdraw_story(story=fresh(one), actor=None, reason="Wrong.", now=clock.now())
    assert publish_due(now=clock.now() + 2 * SIX) == 0
    assert not WaitingUpdate.objects.exists()


def test_a_failed_publication_keeps_the_schedule_and_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    story = with_update(two_paragraphs())
    minute = story.scheduled_revision.approved_go_live_at
    pass_to(minute, monkeypatch)
    with monkeypatch.context() as broken:
        broken.setattr("standfirst.stories.bridge.say_published", lambda story: 1 / 0)
        assert publish_due(now=minute) == 0
    assert fresh(story).scheduled_revision.approved_go_live_at == minute
    assert publish_due(now=minute + TRY_AGAIN) == 1


def test_a_chosen_update_is_told_once_and_the_first_publication_is_none() -> None:
    story = make_draft()
    story.change_kind = StoryPage.Change.UPDATE
    story.save_revision()
    story = publish_story(story=story, actor=None)
    assert (story.updated_at, story.change_kind) == (None, "typo")
    story.change_kind = StoryPage.Change.UPDATE
    story.save_revision()
    updated = publish_story(story=story, actor=None)
    assert updated.updated_at is not None
    reopened = updated.get_latest_revision_as_object()
    assert (reopened.change_kind, reopened.updated_at) == ("typo", updated.updated_at)
    assert publish_story(story=updated, actor=None).updated_at == updated.updated_at


def test_a_correction_written_in_the_editor_updates_the_story() -> None:
    story = make_story()
    story.corrections_list.create(text="It was one.")
    story.save_revision()
    published = publish_story(story=story, actor=None)
    assert published.updated_at == published.corrections[0].made_at
