"""Embeds that no text shows any more are forgotten, with their pictures; all others stay."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Revision

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.embeds import want_embeds
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.actions.unused_embeds import MEANWHILE, forget_unused_embeds
from standfirst.stories.models import Embed, OpenEditor, StoryPage
from standfirst.stories.tests.desking import Window
from standfirst.stories.tests.embed_hosts import VIDEO
from standfirst.stories.tests.factories import make_draft, make_story
from standfirst.stories.tests.test_embeds import POST, embedding

pytestmark = pytest.mark.django_db
LATER = 2 * MEANWHILE
SECOND_VIDEO = "https://vimeo.com/76979871"


def known() -> set[str]:
    return set(Embed.objects.values_list("address", flat=True))


def forget() -> int:
    return forget_unused_embeds(now=clock.now() + LATER)


def test_what_no_text_shows_is_forgotten_with_its_picture(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assert forget() == 0
    want_embeds(addresses=[VIDEO], now=clock.now())
    embed = Embed.objects.get()
    embed.picture.save("x.webp", ContentFile(b"x"))
    storage, name = embed.picture.storage, str(embed.picture.name)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget() == 1
    assert not storage.exists(name)


def test_what_is_public_or_a_draft_or_scheduled_stays_however_it_was_typed() -> None:
    make_story("Public", body=embedding("https://youtu.be/abc-DEF_123?si=x"))
    make_draft("Draft", body=embedding(POST))
    waiting = make_story("Waiting")
    waiting.lead_embed = SECOND_VIDEO
    waiting.go_live_at = timezone.now() + timedelta(hours=1)
    waiting.save_revision().publish()
    fresh = StoryPage.objects.get(pk=waiting.pk)
    fresh.go_live_at = None
    fresh.save_revision()
    assert known() == {VIDEO, POST, SECOND_VIDEO}
    assert forget() == 0


def test_an_embed_that_was_taken_out_goes_and_comes_back_with_the_next_text() -> None:
    story = make_story(body=embedding(VIDEO))
    story.body = []
    story.save_revision()
    assert forget() == 0
    publish_story(story=story, actor=None)
    assert forget() == 1
    story.lead_embed = VIDEO
    story.save_revision()
    assert known() == {VIDEO}


def test_a_text_that_waits_in_a_window_of_the_desk_keeps_its_embeds() -> None:
    story = make_draft()
    Window(aoife(), story)
    want_embeds(addresses=[VIDEO], now=clock.now())
    OpenEditor.objects.update(waiting={"lead_embed": VIDEO, "body": "[]"})
    assert forget() == 0
    OpenEditor.objects.all().delete()
    assert forget() == 1


def test_what_is_saved_while_the_texts_are_looked_through_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    want_embeds(addresses=[VIDEO], now=clock.now())

    def look_while_somebody_writes() -> Any:
        make_draft(body=embedding(VIDEO))
        return Revision.objects.none()

    monkeypatch.setattr("standfirst.stories.actions.unused_embeds._kept_revisions", look_while_somebody_writes)
    monkeypatch.setattr("standfirst.stories.actions.unused_embeds._in_stories", lambda: iter(()))
    assert forget_unused_embeds(now=clock.now()) == 0
    assert known() == {VIDEO}
