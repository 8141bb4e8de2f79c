"""What hosts answer is read strictly, and nothing of it is ever markup."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from standfirst.stories.embedding.answers import LARGEST_SIDE, LONGEST_TEXT, BadAnswer, read_answer
from standfirst.stories.embedding.patience import MOST_TRIES, REFRESH, next_try
from standfirst.stories.embedding.pictures import HIGHEST, WIDEST, BadPicture, redraw

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def answer(**told: Any) -> Any:
    return read_answer(json.dumps({"type": "video", **told}).encode())


def test_an_answer_is_read() -> None:
    told = answer(
        title="  Fog\nhorn ", author_name="Máirín", author_url="https://host.example/m", width="640", height=360.0,
        thumbnail_url="https://pictures.example/a.jpg", html="<iframe src=x></iframe>",
    )  # fmt: skip
    assert (told.title, told.author, told.author_address) == ("Fog horn", "Máirín", "https://host.example/m")
    assert (told.width, told.height, told.picture_address) == (640, 360, "https://pictures.example/a.jpg")
    assert told.text == ""


def test_of_a_post_only_the_words_are_kept() -> None:
    html = (
        '<blockquote class="x"><p>Half &lt;past&gt; six.<br>At the <a href="javascript:x">pier</a>\u202e.</p>'
        "<script>bad()</script>"
        "<p>Bring<style>x</style> rope.</p>&mdash; Pilot (@pilot)</blockquote><script src=evil></script><p>after</p>"
    )
    assert answer(type="rich", html=html).text == "Half <past> six.\nAt the pier.\nBring rope."


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"<html>", b"[]", b"null", b"\xff\xfe", b'{"type": "script"}', b'{"type": NaN}'),
        *(b"[" * 100_000, b'{"type":' + b"9" * 9000),
    ],
    ids=lambda raw: repr(raw[:12]),
)
def test_what_is_no_answer_is_refused(raw: bytes) -> None:
    with pytest.raises(BadAnswer):
        read_answer(raw)


@pytest.mark.parametrize(
    "told",
    [
        {"title": ["x"], "author_name": 7, "html": {"a": 1}, "width": True, "height": -1},
        {
            "width": "1e3",
            "height": 1.5,
            "thumbnail_url": "javascript:alert(1)",
            "author_url": "https://user@host.example/",
        },
        {"width": LARGEST_SIDE + 1, "thumbnail_url": 'https://a.example/"onload=x', "author_url": "https://[bad"},
        {"thumbnail_url": "data:image/png;base64,AAAA", "author_url": "//host.example", "title": None},
    ],
)
def test_wrong_kinds_count_as_not_said(told: dict[str, Any]) -> None:
    read = answer(**told)
    assert not any(
        [read.title, read.author, read.author_address, read.text, read.picture_address, read.width, read.height]
    )


def test_what_is_too_long_is_cut() -> None:
    read = answer(title="a" * 5000, html=f"<blockquote><p>{'b' * 9000}</p></blockquote>")
    assert read.title == "a" * 299 + "…"
    assert len(read.text) == LONGEST_TEXT


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["title", "author_name", "author_url", "html", "thumbnail_url", "width", "height"])


@given(told=st.dictionaries(FIELDS, JSON), kind=st.sampled_from(["video", "rich", "x"]))
def test_any_answer_is_read_or_refused(told: dict[str, Any], kind: str) -> None:
    try:
        read = read_answer(json.dumps({**told, "type": kind}).encode())
    except BadAnswer:
        return
    assert len(read.title) <= 300
    assert read.picture_address == "" or read.picture_address.startswith(("http://", "https://"))
    assert 0 <= read.width <= LARGEST_SIDE


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for read, refusal in ((read_answer, BadAnswer), (redraw, BadPicture)):
        try:
            read(raw)
        except refusal:
            continue


def picture(size: tuple[int, int] = (1920, 1080), kind: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_drawn_anew_without_what_it_carried(kind: str) -> None:
    drawn = redraw(picture(kind=kind) + b"<script>alert(1)</script>")
    assert (drawn.width, drawn.height) == (960, 540)
    assert b"script" not in drawn.data
    assert Image.open(io.BytesIO(drawn.data)).format == "WEBP"


def test_an_upright_picture_stays_within_bounds() -> None:
    drawn = redraw(picture((1000, 4000)))
    assert drawn.width <= WIDEST
    assert drawn.height == HIGHEST


@pytest.mark.parametrize(
    "raw",
    [b"", b"GIF89a", picture()[:400], picture(kind="BMP"), picture((1, 1)), picture((6000, 4000), "PNG"), b"<svg/>"],
    ids=["empty", "half", "cut", "another kind", "a dot", "too large", "a drawing"],
)
def test_what_is_no_picture_for_a_page_is_refused(raw: bytes) -> None:
    with pytest.raises(BadPicture):
        redraw(raw)


def test_a_host_that_fails_is_asked_ever_more_seldom() -> None:
    waits = [next_try(tries=tries, ever_came=False, now=NOW) for tries in range(1, MOST_TRIES)]
    assert waits[0] == NOW + timedelta(minutes=2)
    assert waits == sorted(waits, key=lambda moment: moment or NOW)
    assert waits[-1] == NOW + timedelta(days=2)
    assert next_try(tries=MOST_TRIES, ever_came=False, now=NOW) is None
    assert (
        next_try(tries=MOST_TRIES, ever_came=True, now=NOW)
        == next_try(tries=0, ever_came=True, now=NOW)
        == NOW + REFRESH
    )
