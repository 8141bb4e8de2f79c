"""Live blogs for machines: what schema.org asks of a LiveBlogPosting, and nothing that breaks out of its element."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from standfirst.stories.live.cursors import BadCursor, Cursor, read_cursor
from standfirst.stories.live.structured import Coverage, Update, as_element, live_blog_posting

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def coverage(**more: object) -> Coverage:
    facts: dict[str, object] = {
        "url": "https://paper.example/news/tide/",
        "headline": "The tide",
        "description": "",
        "publisher": "The Courier",
        "published_at": None,
        "updated_at": NOON,
        "started_at": NOON,
        "ended_at": None,
        "updates": [],
    }
    return Coverage(**(facts | more))  # type: ignore[arg-type]  # a table of plain facts


def test_a_live_blog_says_when_it_began_and_what_was_said() -> None:
    update = Update(url="https://paper.example/live/1/2/", headline="", words="Wet.", posted_at=NOON, author="Máirín")
    data = live_blog_posting(coverage(updates=[update]))
    assert data["@type"] == "LiveBlogPosting"
    assert data["coverageStartTime"] == data["datePublished"] == "2026-11-25T12:00:00+00:00"
    assert "coverageEndTime" not in data
    assert "description" not in data
    assert data["liveBlogUpdate"] == [
        {
            "@type": "BlogPosting",
            "url": "https://paper.example/live/1/2/",
            "headline": "Wet.",
            "articleBody": "Wet.",
            "datePublished": "2026-11-25T12:00:00+00:00",
            "author": {"@type": "Person", "name": "Máirín"},
        }
    ]


def test_one_that_has_ended_says_when() -> None:
    assert live_blog_posting(coverage(ended_at=NOON))["coverageEndTime"] == "2026-11-25T12:00:00+00:00"


@given(st.text(max_size=60) | st.sampled_from(["</script><script>alert(1)</script>", "<!--", "\u2028&amp;"]))
def test_nothing_that_is_typed_ends_the_element(words: str) -> None:
    update = Update(url="https://paper.example/", headline=words, words=words, posted_at=NOON)
    element = as_element(live_blog_posting(coverage(updates=[update])))
    inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    told = json.loads(inside)["liveBlogUpdate"][0]
    assert told.get("articleBody", "") == words


@given(st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)), st.integers(0, 10**18 - 1))  # noqa: DTZ001 - the zone is beside it
def test_a_cursor_comes_back_from_its_address(posted_at: datetime, entry_id: int) -> None:
    cursor = Cursor(posted_at, entry_id)
    if posted_at.year < 5000:
        assert read_cursor(str(cursor)) == cursor


@given(st.text(max_size=50) | st.sampled_from(["-1", "1-", "1-2-3", "١-٢", "9" * 18 + "-1", "1-" + "9" * 19]))
def test_other_words_are_no_cursor_or_a_harmless_one(text: str) -> None:
    try:
        cursor = read_cursor(text)
    except BadCursor:
        return
    assert str(read_cursor(str(cursor))) == str(cursor)
