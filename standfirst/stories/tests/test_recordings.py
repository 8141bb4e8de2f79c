"""Sound and video: what is taken, what is refused in words, what readers get."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client

from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.models import Recording
from standfirst.stories.sniffing import sound_or_video
from standfirst.stories.tests.factories import make_draft, make_story

OGG = b"OggS" + bytes(60)
MP4 = b"\0\0\0\x18ftypisom" + bytes(60)
MP3 = b"ID3\x04" + bytes(60)


def recording(content: bytes = OGG, name: str = "tape.ogg", kind: str = "audio", **fields: object) -> Recording:
    made = Recording(title="The song tape", type=kind, file=ContentFile(content, name=name), **fields)
    made.full_clean(exclude=["collection"])
    return made


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (MP4, "either"),
        (b"\0\0\0\x18ftypM4A " + bytes(8), "sound"),
        (b"\x1a\x45\xdf\xa3", "video"),
        (OGG, "either"),
        (MP3, "sound"),
        (b"\xff\xfb\x90\x00", "sound"),
        (b"RIFF\0\0\0\0WAVEfmt ", "sound"),
        (b"fLaC", "sound"),
        (b"RIFF\0\0\0\0WEBPVP8 ", None),
        (b"<html><script>", None),
        (b"\xff", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head: bytes, kind: str | None) -> None:
    assert sound_or_video(head) == kind


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"<html><script>alert(1)</script>", "tape.ogg", "audio"),
        (MP3, "film.mp4", "video"),
        (b"\x1a\x45\xdf\xa3", "tape.mp3", "audio"),
        (OGG, "tape.exe", "audio"),
    ],
    ids=["a page", "sound as video", "video as sound", "an unknown ending"],
)
@pytest.mark.django_db
def test_a_file_that_is_no_recording_is_refused_in_words(content: bytes, name: str, kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        recording(content, name, kind)
    assert "file" in refused.value.message_dict or "is not allowed" in str(refused.value)


@pytest.mark.django_db
def test_sound_stands_below_the_headline_with_its_words(client: Client) -> None:
    tape = recording(caption="The tape of 1961", credit="Dunmara Archive", transcript="A kettle.\n\nA song.")
    tape.save()
    story = make_draft()
    story.lead_recording = tape
    story.save_revision()
    page = client.get(publish_story(story=story, actor=None).url).content.decode()
    assert f'<source src="{tape.url}" type="audio/ogg">' in page
    assert "The tape of 1961" in page
    assert "A song." in page
    assert tape.url.startswith("/media/recordings/")


@pytest.mark.django_db
def test_video_keeps_its_place_and_stands_for_the_picture(client: Client) -> None:
    film = recording(MP4, "pier.mp4", "video", width=1920, height=1080, caption="The wave")
    film.save()
    story = make_draft()
    story.lead_recording = film
    story.save_revision()
    page = client.get(publish_story(story=story, actor=None).url).content.decode()
    assert 'width="1920" height="1080"' in page
    assert "The wave" in page


@pytest.mark.django_db
def test_a_recording_in_the_text_takes_its_own_words_or_new_ones(client: Client) -> None:
    tape = recording(caption="Its own")
    tape.save()
    block = {"recording": tape, "caption": "", "credit": "Mícheál Greaney"}
    page = client.get(make_story(body=[("recording", block)]).url).content.decode()
    assert "Its own" in page
    assert "Mícheál Greaney" in page


@pytest.mark.django_db
def test_nobody_can_guess_where_a_recording_lies() -> None:
    one, other = recording(), recording()
    one.save()
    other.save()
    assert str(one.file).split("/")[1] != str(other.file).split("/")[1]
