"""What reporters type into an entry: few marks, no surprises, nothing dangerous."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.stories.live.writing import (
    LONGEST,
    EntryTooLong,
    clean_line,
    clean_text,
    first_words,
    plain_words,
    render_text,
)

ALLOWED = {"p", "br", "a", "strong", "em", "ul", "li", "figure", "figcaption", "blockquote", "b"}


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One.\nTwo.\n\nThree.", "<p>One.<br>Two.</p><p>Three.</p>"),
        ("It is **very** *wet*.", "<p>It is <strong>very</strong> <em>wet</em>.</p>"),
        ("- sand\n- bags", "<ul><li>sand</li><li>bags</li></ul>"),
        ("> Stay in.", "<blockquote><p>Stay in.</p></blockquote>"),
        ("[the **map**](/news/map/)", '<p><a href="/news/map/" rel="noopener">the <strong>map</strong></a></p>'),
        ("See https://tide.example/a.", '<p>See <a href="https://tide.example/a" rel="noopener">https://tide.example/a</a>.</p>'),
        ("5 * 3 * 2 and **", "<p>5 <em> 3 </em> 2 and **</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](//evil.example/)", "<p>[x](//evil.example/)</p>"),
        ("[x](/\\evil.example/)", "<p>[x](/\\evil.example/)</p>"),
    ],
)  # fmt: skip
def test_marks_become_html_and_nothing_else_does(typed: str, html: str) -> None:
    assert render_text(clean_text(typed)) == html


def test_a_quote_has_the_name_of_who_said_it() -> None:
    html = render_text("> The wave is on the internet.\n> — Benedict Coyle, duty officer")
    assert '<figure class="pull-quote"><blockquote><p>The wave is on the internet.</p></blockquote>' in html
    assert "<figcaption><b>Benedict Coyle</b>, duty officer</figcaption>" in html
    assert "<b>Coyle</b></figcaption>" in render_text("> Look there.\n> -- Coyle")


@given(st.text(alphabet=st.sampled_from("ab<>\"'&*[]()/\\:>- \n.—htps"), max_size=120) | st.text(max_size=80))
def test_whatever_is_typed_comes_out_harmless(typed: str) -> None:
    text = clean_text(typed)
    html = render_text(text)
    assert clean_text(text) == text
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= ALLOWED
    for address in re.findall(r'href="([^"]*)"', html):
        assert re.match(r"https?://|/(?![/\\])", address)
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_text_too_long_is_refused_and_lines_are_one_line() -> None:
    for length in (LONGEST + 1, LONGEST * 3):
        with pytest.raises(EntryTooLong):
            clean_text("x" * length)
    assert clean_line(" A \n head\u0000line ") == "A headline"


def test_words_for_machines_and_for_lists() -> None:
    assert plain_words("<p>Tide &amp; time</p><p>wait</p>") == "Tide & time wait"
    assert first_words("short") == "short"
    assert first_words("The quay, which is wet", most=12) == "The quay…"
    assert first_words("x" * 20, most=10) == "x" * 9 + "…"
