"""Whatever hostile readers type, what is shown holds nothing but our few marks: judged by a parser of its own.

The same vectors go through a whole site in a browser in tests/browser/test_hostile_comments.py.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from standfirst.comments.tests.test_marks import PIECES
from standfirst.comments.writing import CommentEmpty, clean_body, render_body
from tests.hostile import TECHNIQUES, VECTORS, Technique

ALLOWED = {
    "p": set[str](),
    "br": set[str](),
    "em": set[str](),
    "strong": set[str](),
    "blockquote": set[str](),
    "ul": set[str](),
    "li": set[str](),
    "ol": {"start"},
    "a": {"href", "rel"},
}
FRAGMENTS = [vector for vector in VECTORS if len(vector) < 200]


def parsed(shown: str) -> html.HtmlElement:
    return html.fragment_fromstring(shown, create_parent="div")


def assert_holds_only_marks(shown: str) -> None:
    for element in parsed(shown).iterdescendants():
        # Of comments and instructions the tag is a function.
        assert isinstance(element.tag, str), element
        assert set(element.attrib) <= ALLOWED[element.tag]
        if element.tag == "a":
            assert element.get("rel") == "ugc nofollow noopener"
            assert re.fullmatch(r"https?://\S+", element.get("href", ""))


def told(element: html.HtmlElement) -> str:
    """All that stands there, with the numbers of lists, and the addresses that stand under words."""
    words = element.text or ""
    for number, child in enumerate(element, start=int(element.get("start", 1))):
        words += f"{number} " if element.tag == "ol" else ""
        words += told(child)
        if child.tag == "a" and child.text != child.get("href"):
            words += child.get("href", "")
        words += child.tail or ""
    return words


def letters_of(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("technique", TECHNIQUES, ids=lambda technique: technique.name)
def test_vectors_become_words(technique: Technique) -> None:
    for vector in technique.vectors:
        assert_becomes_words(clean_body(vector))


def assert_becomes_words(body: str) -> None:
    shown = render_body(body)
    assert_holds_only_marks(shown)
    assert clean_body(body) == body
    # Written out and read again by another parser it is still the same, so nothing waits in it to be moved.
    again = html.tostring(parsed(shown), encoding="unicode")
    assert html.tostring(parsed(again.removeprefix("<div>").removesuffix("</div>")), encoding="unicode") == again
    assert letters_of(told(parsed(shown))) == letters_of(body)


@given(st.lists(st.sampled_from(FRAGMENTS) | st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).map("".join))
@example('[x](https://a.example/\ufdd0"onclick=hit())')
def test_any_mixture_of_vectors_becomes_words(text: str) -> None:
    try:
        body = clean_body(text)
    except CommentEmpty:
        return
    assert_becomes_words(body)
