"""Profiles: pictures are drawn anew and shown once approved; words are plain; moderators take away."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from pytest_django.fixtures import Settings

from standfirst import clock
from standfirst.accounts.actions.portraits import AlreadyDecided, NotYours, decide_portrait, give_portrait
from standfirst.accounts.actions.profiles import clean_about
from standfirst.accounts.models import NameChange, Portrait, User
from standfirst.accounts.portraits import MOST_BYTES, PICTURE_SIZES, PictureRefused, Refusal, draw_portrait
from standfirst.accounts.tests.factories import aoife, cormac, niamh, tadhg
from standfirst.edge.purging import committed_purges


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(kind: str = "JPEG", size: tuple[int, int] = (600, 400), **more: Any) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", size, (20, 90, 140)).save(drawn, kind, **more)
    return drawn.getvalue()


def saying_it_is(side: int) -> bytes:
    """A small PNG whose header names so many pixels each way: refused before a pixel is unpacked."""
    header = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    small = picture("PNG")
    return small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]


def files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*.webp"))


# What is drawn


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_picture_becomes_two_squares(kind: str) -> None:
    for size, content in draw_portrait(picture(kind)).items():
        with Image.open(BytesIO(content)) as drawn:
            assert (drawn.format, drawn.size) == ("WEBP", (size, size))


def test_nothing_of_the_file_but_its_pixels_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x8825] = "taken at home", {1: "N", 2: (53.0, 20.0, 0.0)}
    script = b"<script>alert(1)</script>PK\x05\x06<?php evil()"
    for content in draw_portrait(picture(exif=exif, comment=b"taken at home") + script).values():
        assert b"taken at home" not in content
        assert b"script" not in content
        assert b"php" not in content
        with Image.open(BytesIO(content)) as drawn:
            assert not drawn.getexif()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", Refusal.UNREADABLE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.UNREADABLE),
        (b"%PDF-1.7 %%EOF", Refusal.UNREADABLE),
        (picture(size=(900, 900), quality=95)[:-4000], Refusal.TORN),
        (picture("PNG")[:-40], Refusal.TORN),
        (saying_it_is(9000), Refusal.TOO_LARGE),
        (saying_it_is(20_000), Refusal.TOO_LARGE),
        (b"x" * (MOST_BYTES + 1), Refusal.TOO_HEAVY),
    ],
    ids=["empty", "svg", "pdf", "torn jpeg", "torn png", "large", "bomb", "heavy"],
)
def test_what_is_no_whole_picture_of_a_sane_size_is_refused(data: bytes, refusal: Refusal) -> None:
    with pytest.raises(PictureRefused) as refused:
        draw_portrait(data)
    assert refused.value.refusal == refusal


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x20\0\0\0WEBP"]),
)
@hypothesis_settings(max_examples=60)
def test_any_bytes_are_drawn_or_refused(data: bytes, head: bytes) -> None:
    try:
        drawn = draw_portrait(head + data)
    except PictureRefused:
        return
    assert set(drawn) == set(PICTURE_SIZES)


# Who sees it


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_seen_by_others_once_a_moderator_has_approved_it(media: Path, client: Client) -> None:
    reader, moderator = niamh(), cormac()
    portrait = give_portrait(user=reader, data=picture(), now=clock.now())
    assert all(name.startswith("people/") for name in files(media))
    reader.refresh_from_db()
    assert "<img" not in render_to_string("accounts/reader_card.html", {"reader": reader})
    assert client.get(reverse("your_waiting_picture")).status_code == 302
    client.force_login(tadhg())
    assert client.get(reverse("your_waiting_picture")).status_code == 404
    client.force_login(reader)
    assert client.get(reverse("your_waiting_picture"))["Content-Type"] == "image/webp"
    with committed_purges() as purged:
        decide_portrait(portrait_id=portrait.pk, moderator=moderator, approved=True, now=clock.now())
    assert f"reader:{reader.pk}" in purged
    assert files(media) == [f"images/people/{portrait.name}-{size}.webp" for size in sorted(PICTURE_SIZES, key=str)]
    reader.refresh_from_db()
    assert f"/media/images/people/{portrait.name}-256.webp" in render_to_string(
        "accounts/reader_card.html", {"reader": reader}
    )


@pytest.mark.django_db(transaction=True)
def test_refused_and_replaced_pictures_leave_no_file(media: Path) -> None:
    reader, moderator = niamh(), cormac()
    first = give_portrait(user=reader, data=picture(), now=clock.now())
    second = give_portrait(user=reader, data=picture("PNG"), now=clock.now())
    assert len(files(media)) == 2
    with pytest.raises(AlreadyDecided):
        decide_portrait(portrait_id=first.pk, moderator=moderator, approved=True, now=clock.now())
    decide_portrait(portrait_id=second.pk, moderator=moderator, approved=False, now=clock.now())
    assert files(media) == []
    states = Portrait.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["replaced", "refused"]


@pytest.mark.django_db
def test_nobody_approves_a_picture_of_his_own(media: Path) -> None:
    moderator = cormac()
    portrait = give_portrait(user=moderator, data=picture(), now=clock.now())
    with pytest.raises(NotYours):
        decide_portrait(portrait_id=portrait.pk, moderator=moderator, approved=True, now=clock.now())


# The form


@pytest.mark.django_db
def test_a_reader_fills_in_the_profile(media: Path, client: Client) -> None:
    client.force_login(niamh())
    upload = SimpleUploadedFile("me.jpg", picture(), "image/jpeg")
    data = {"display_name": "Niamh B.", "about": "Rows.\nReads http://evil.example/", "picture": upload}
    assert client.post(reverse("your_profile"), data)["Location"] == reverse("your_profile")
    reader = User.objects.get()
    assert (reader.display_name, reader.about) == ("Niamh B.", "Rows. Reads http://evil.example/")
    assert Portrait.objects.get().state == Portrait.State.WAITING
    card = render_to_string("accounts/reader_card.html", {"reader": reader})
    assert "Reads http://evil.example/" in card
    assert "<a" not in card


@pytest.mark.django_db
def test_what_is_refused_is_said_at_its_field_and_the_rest_is_kept(media: Path, client: Client) -> None:
    client.force_login(niamh())
    cormac()
    upload = SimpleUploadedFile("me.jpg", picture()[:-600], "image/jpeg")
    data = {"display_name": "C0rmac", "about": "Rows.", "picture": upload}
    page = client.post(reverse("your_profile"), data)
    assert page.status_code == 422
    assert "or one that looks like it" in page.content.decode()
    assert "ends before its picture does" in page.content.decode()
    assert User.objects.get(display_name="Niamh").about == "Rows."


@pytest.mark.django_db
def test_only_supporters_are_asked_whether_to_show_it(client: Client) -> None:
    reader = niamh()
    client.force_login(reader)
    assert "support the paper" not in client.get(reverse("your_profile")).content.decode()
    User.objects.filter(pk=reader.pk).update(supporter_until=clock.now())
    assert "support the paper" in client.get(reverse("your_profile")).content.decode()
    client.post(reverse("your_profile"), {"display_name": "Niamh", "shows_support": "on"})
    assert User.objects.get(pk=reader.pk).shows_support


@given(st.text(max_size=600))
def test_words_about_oneself_are_one_plain_paragraph(text: str) -> None:
    kept = clean_about(about=text)
    assert len(kept) <= 300
    assert clean_about(about=kept) == kept
    assert not set(kept) & set("\u202e\u202d\u2066\u200b\n\r\t\0")


# The desk


@pytest.mark.django_db
def test_moderators_decide_at_the_desk_and_editors_do_not(media: Path, client: Client) -> None:
    reader = niamh()
    portrait = give_portrait(user=reader, data=picture(), now=clock.now())
    decide = reverse("desk_decide_picture", args=[portrait.pk])
    client.force_login(aoife())
    assert client.get(reverse("desk_profiles")).status_code in {302, 403}
    client.post(decide, {"outcome": "approve"})
    assert Portrait.objects.get().state == Portrait.State.WAITING
    client.force_login(cormac())
    assert "Niamh" in client.get(reverse("desk_profiles")).content.decode()
    assert client.get(reverse("desk_picture", args=[portrait.pk]))["Content-Type"] == "image/webp"
    client.post(decide, {"outcome": "approve"})
    assert Portrait.objects.get().state == Portrait.State.APPROVED


@pytest.mark.django_db
def test_moderators_take_names_words_and_pictures_away(media: Path, client: Client) -> None:
    reader, moderator = niamh(), cormac()
    portrait = give_portrait(user=reader, data=picture(), now=clock.now())
    decide_portrait(portrait_id=portrait.pk, moderator=moderator, approved=True, now=clock.now())
    User.objects.filter(pk=reader.pk).update(about="Rude words.")
    client.force_login(moderator)
    assert "Rude words." in client.get(reverse("desk_profiles"), {"q": "NIAMH"}).content.decode()
    for part in ("name", "about", "picture"):
        client.post(reverse("desk_reset_profile", args=[reader.pk]), {"part": part, "why": "An insult."})
    reader.refresh_from_db()
    assert (reader.display_name, reader.about, reader.picture) == ("", "", "")
    assert NameChange.objects.get(after="").why == "An insult."
