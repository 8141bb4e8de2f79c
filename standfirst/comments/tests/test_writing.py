"""What readers type: cleaned, rendered, and never dangerous."""

from __future__ import annotations

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.comments.writing import LONGEST, CommentEmpty, CommentTooLong, clean_body, links_in, render_body


def test_paragraphs_and_lines_are_kept() -> None:
    assert render_body(clean_body("One\r\ntwo\n\n\n\nthree  ")) == "<p>One<br>two</p><p>three</p>"


def test_markup_is_shown_and_not_run() -> None:
    html = render_body(clean_body("<script>alert(1)</script> <b onclick=x>bold</b> & co"))
    assert "<script" not in html
    assert "<b" not in html
    assert "&lt;script&gt;" in html


def test_a_pasted_address_becomes_a_link_that_lends_no_standing() -> None:
    html = render_body(clean_body("See https://harbour.example/tides?a=1&b=2."))
    assert '<a href="https://harbour.example/tides?a=1&amp;b=2" rel="ugc nofollow noopener">' in html
    assert html.endswith("</a>.</p>")


def test_javascript_addresses_stay_words() -> None:
    assert "<a" not in render_body(clean_body("javascript:alert(1) data:text/html,x"))


@pytest.mark.parametrize("empty", ["", "   \n\t ", "\u200b\u200b", "\x00", "\u202e\u2066", "\ufeff"])
def test_nothing_to_read_is_refused(empty: str) -> None:
    with pytest.raises(CommentEmpty):
        clean_body(empty)


def test_control_and_reordering_letters_are_taken_away() -> None:
    assert clean_body("a\x00b\x07c \u202egnp.exe\u202c d\u2066e") == "abc gnp.exe de"


def test_a_hundred_kilobytes_are_too_long() -> None:
    with pytest.raises(CommentTooLong):
        clean_body("x" * 100_000)


def test_the_longest_comment_is_taken_and_one_letter_more_is_not() -> None:
    assert len(clean_body("x" * LONGEST)) == LONGEST
    with pytest.raises(CommentTooLong):
        clean_body("x" * (LONGEST + 1))


def test_ten_thousand_quote_marks_are_only_letters() -> None:
    with pytest.raises(CommentTooLong):
        clean_body(">" * 10_001)
    assert render_body(clean_body(">" * 4_000)).count("&gt;") == 4_000


def test_links_are_counted_without_trailing_stops() -> None:
    assert links_in("(https://a.example/x), https://b.example.") == ["https://a.example/x", "https://b.example"]


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=400))
def test_whatever_is_typed_renders_to_the_few_marks_we_know(text: str) -> None:
    try:
        body = clean_body(text)
    except CommentEmpty:
        return
    html = render_body(body)
    tags = {"p", "br", "a", "em", "strong", "blockquote", "ul", "ol", "li"}
    attributes = {"a": {"href"}, "ol": {"start"}}
    allowed = nh3.clean(html, tags=tags, attributes=attributes, link_rel="ugc nofollow noopener")
    assert html == allowed
    assert clean_body(body) == body, "cleaning twice changes nothing"
