"""A file that is torn, too large, or more than a picture is refused; what telephones write is not."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from standfirst.stories.metadata import Refusal, RefusedFile, check_picture
from standfirst.stories.metadata.checking import PADDING
from standfirst.stories.metadata.trailing import Unended, end_of_picture
from standfirst.stories.tests.pictures import agency_xmp, claiming, picture_bytes

KINDS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
MOST = 1_000_000


def refusal_of(data: bytes) -> Refusal:
    with pytest.raises(RefusedFile) as refused:
        check_picture(data, most_pixels=MOST)
    return refused.value.refusal


def moving(kind: str, frames: int, size: tuple[int, int] = (64, 48)) -> bytes:
    file = BytesIO()
    shots = [Image.new("RGB", size, (shade * 20, 0, 0)) for shade in range(frames)]
    shots[0].save(file, kind, save_all=True, append_images=shots[1:])
    return file.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_picture_is_fine_and_ends_where_its_file_does(kind: str) -> None:
    data = picture_bytes(kind)
    assert check_picture(data, most_pixels=MOST) == kind
    assert end_of_picture(data, kind) == len(data)


def test_other_ways_of_writing_are_fine() -> None:
    for data in (
        picture_bytes(progressive=True, xmp=agency_xmp(), restart_marker_rows=1),
        picture_bytes(xmp=agency_xmp()) + b"\0" * 100_000,
        picture_bytes() + b"\xff" * 3,
        picture_bytes("PNG") + b"made by hand",
        moving("GIF", 3),
        moving("WEBP", 3),
    ):
        assert check_picture(data, most_pixels=MOST)


def test_what_telephones_hang_behind_a_photograph_is_fine() -> None:
    photograph = picture_bytes()
    assert check_picture(moving("MPO", 2), most_pixels=MOST) == "MPO"
    assert check_picture(photograph + b"\0\0" + photograph, most_pixels=MOST) == "JPEG"
    assert check_picture(photograph + b"\0\0\0\x18ftypmp42" + b"\x01" * 10_000, most_pixels=MOST) == "JPEG"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_half_a_picture_is_refused(kind: str, part: float) -> None:
    data = picture_bytes(kind, size=(300, 200))
    assert refusal_of(data[: int(len(data) * part)]) in {Refusal.TORN, Refusal.UNREADABLE}


def test_a_torn_photograph_is_called_torn() -> None:
    assert refusal_of(picture_bytes(size=(300, 200))[:-400]) == Refusal.TORN


def test_too_many_pixels_are_refused_unread() -> None:
    assert refusal_of(moving("GIF", 4, size=(600, 600))) == Refusal.TOO_LARGE
    assert refusal_of(claiming(10_000, 10_000)) == Refusal.TOO_LARGE
    # More than Pillow itself would open.
    assert refusal_of(claiming(30_000, 30_000)) == Refusal.TOO_LARGE


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_goes_on_behind_its_picture_is_refused(kind: str) -> None:
    assert refusal_of(picture_bytes(kind) + b"\x01\x02" * PADDING) == Refusal.HAS_MORE
    assert refusal_of(picture_bytes(kind) + b"PK\x03\x04a.txt PK\x05\x06" + b"\0" * 18) == Refusal.HAS_MORE


@pytest.mark.parametrize(
    "hidden", [b"<script>alert(1)</script>", b"<HTML ><body>", b"<?php system(1);", b"<iframe src=x>", b"%PDF-1.7"]
)
def test_a_page_or_program_in_a_picture_is_refused(hidden: bytes) -> None:
    assert refusal_of(picture_bytes() + hidden) == Refusal.HAS_PROGRAM
    assert refusal_of(picture_bytes(comment=hidden)) == Refusal.HAS_PROGRAM
    assert refusal_of(picture_bytes("GIF") + hidden) == Refusal.HAS_PROGRAM


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a/*\x01\x00*/=1;alert(1)",
        b"GIF89a/*",
        b"%PDF-1.7",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"BM" + b"\0" * 60,
    ],
)
def test_what_is_no_picture_of_ours_is_refused(data: bytes) -> None:
    assert refusal_of(data) in {Refusal.UNREADABLE, Refusal.TORN}


@pytest.mark.parametrize("kind", [*KINDS, "MPO"])
@given(st.binary(max_size=80))
def test_the_end_of_any_bytes_is_found_or_missed_by_name(kind: str, data: bytes) -> None:
    starts = {"JPEG": b"\xff\xd8\xff", "MPO": b"\xff\xd8", "GIF": b"GIF89a"}
    for row in (data, starts.get(kind, b"") + data):
        try:
            end_of_picture(row, kind)
        except Unended:
            continue


def test_odd_ends() -> None:
    jpeg = picture_bytes()
    assert end_of_picture(b"\xff\xd8\xff\xff\x01" + jpeg[2:], "JPEG") == len(jpeg) + 3
    with pytest.raises(Unended):
        end_of_picture(b"\xff\xd8\xff\xda\x00\x02pixels", "JPEG")
    avif = picture_bytes("AVIF")
    assert end_of_picture(avif + b"\0\0\0\0free and on", "AVIF") == len(avif) + 15
    assert end_of_picture(avif + b"\0\0\0\x01free" + (20).to_bytes(8) + b"1234", "AVIF") == len(avif) + 20
    assert end_of_picture(avif + b"\0\0\0\x02free", "AVIF") == len(avif)
    with pytest.raises(Unended):
        end_of_picture(avif + b"\0\0\0\x60free", "AVIF")
