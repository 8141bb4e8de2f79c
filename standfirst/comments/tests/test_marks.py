"""The marks of a comment: what they become, what stays letters, and that nothing is lost on the way."""

from __future__ import annotations

import re
from html import unescape

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfirst.comments.actions.rendering import render_again
from standfirst.comments.marks import MOST_LINKS, addresses_in, marked_up, quotation_of
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.comments.writing import RENDERER, CommentEmpty, CommentTooLong, clean_body, links_in, render_body
from standfirst.edge.purging import committed_purges

LINK = '<a href="https://a.example/" rel="ugc nofollow noopener">'


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("*one* and **two**", "<p><em>one</em> and <strong>two</strong></p>"),
        ("**two with *one* inside**", "<p><strong>two with <em>one</em> inside</strong></p>"),
        ("*one\nover two lines*", "<p><em>one<br>over two lines</em></p>"),
        ("2*3*4 and 5 * 6 * 7", "<p>2*3*4 and 5 * 6 * 7</p>"),
        ("*never closed", "<p>*never closed</p>"),
        ("*a **b* c**", "<p><em>a **b</em> c**</p>"),
        ("***three***", "<p>***three***</p>"),
        ("> a\n> > b\nc", "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote><p>c</p>"),
        (">close by", "<blockquote><p>close by</p></blockquote>"),
        (">>>> only letters", "<p>&gt;&gt;&gt;&gt; only letters</p>"),
        (">", "<p>&gt;</p>"),
        ("> > > > deep", "<blockquote>" * 3 + "<p>&gt; deep</p>" + "</blockquote>" * 3),
        ("Take:\n- rope\n* *tar*", "<p>Take:</p><ul><li>rope</li><li><em>tar</em></li></ul>"),
        ("- said nobody", "<p>- said nobody</p>"),
        ("1. up\n2) down", "<ol><li>up</li><li>down</li></ol>"),
        ("3. up\n4. down", '<ol start="3"><li>up</li><li>down</li></ol>'),
        ("1. up\n3. down", "<p>1. up<br>3. down</p>"),
        ("12. May was\ncold", "<p>12. May was<br>cold</p>"),
        ("[the tides](https://a.example/)", f"<p>{LINK}the tides</a></p>"),
        ("see https://a.example/, or", f"<p>see {LINK}https://a.example/</a>, or</p>"),
        ("*https://a.example/*", f"<p><em>{LINK}https://a.example/</a></em></p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[my.bank](https://a.example/)", f"<p>[my.bank]({LINK}https://a.example/</a>)</p>"),
    ],
)  # fmt: skip
def test_what_is_typed_and_what_is_shown(typed: str, html: str) -> None:
    assert render_body(clean_body(typed)) == html


def test_an_address_keeps_its_brackets_and_not_those_around_it() -> None:
    assert addresses_in("(see https://a.example/Skerry_(rock))") == ["https://a.example/Skerry_(rock)"]
    assert links_in("[words](https://a.example/x) and https://b.example!") == [
        "https://a.example/x",
        "https://b.example",
    ]


def test_beyond_so_many_links_addresses_stay_letters() -> None:
    text = "\n\n".join(
        f"https://a.example/{n} [w](https://b.example/{n}) [b.ie](https://c.example/)" for n in range(20)
    )
    html = render_body(text)
    assert html.count("<a ") == MOST_LINKS
    assert "[w](https://b.example/19)" in html


def test_a_quotation_to_begin_with_renders_as_one() -> None:
    text = quotation_of("First.\n\nSecond.") + "I disagree."
    assert render_body(clean_body(text)) == "<blockquote><p>First.</p><p>Second.</p></blockquote><p>I disagree.</p>"


def shown_letters(html: str) -> str:
    """Letters and digits of what is shown, with the addresses that stand under words and the numbers of lists."""
    html = re.sub(r'<a href="([^"]*)"[^>]*>(.*?)</a>', lambda m: m[2] if m[1] == m[2] else f"{m[2]} {m[1]}", html)
    html = re.sub(r'<ol(?: start="(\d+)")?>(.*?)</ol>', numbered, html, flags=re.DOTALL)
    return re.sub(r"[\W_]", "", unescape(re.sub(r"<[^>]*>", " ", html)))


def numbered(match: re.Match[str]) -> str:
    items = match[2].split("<li>")[1:]
    return " ".join(f"{number} {item}" for number, item in enumerate(items, int(match[1] or 1)))


PIECES = ["*", "**", "> ", ">", "- ", "* ", "1. ", "2. ", "3) ", "\n", "\n\n", " ", "[", "](", ")", "https://a.example/x",
          "a", "B", "é", "&", "<b>", '"', "7", "www.b.ie", "_", "\\"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_letter_is_lost_and_no_other_tag_appears(text: str) -> None:
    try:
        body = clean_body(text)
    except CommentEmpty:
        return
    html = render_body(body)
    assert shown_letters(html) == re.sub(r"[\W_]", "", body)
    assert set(re.findall(r"</?(\w+)", html)) <= {"p", "br", "a", "em", "strong", "blockquote", "ul", "ol", "li"}
    # What we make is well formed already: cleaning adds the rel of links and changes nothing else.
    assert nh3.clean(html, tags={"p", "br", "a", "em", "strong", "blockquote", "ul", "ol", "li"},
                     attributes={"a": {"href"}, "ol": {"start"}}, link_rel="ugc nofollow noopener") == html  # fmt: skip
    assert marked_up(body).replace('">', '" rel="ugc nofollow noopener">').count("<") == html.count("<")


HOSTILE = ["> ", "*a ", "**a*", "[", "[a](http://xx", "[a](", "http://", "http://(", "http://a(a", "- x\n", "1. x\n",
           "\n", " ", "*", "](", "> > > ", "a\u0301", "*(", ">\n"]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_twice_the_text_is_at_most_a_little_more_than_twice_the_steps(piece: str) -> None:
    """Counted in lines of our own that run, not in time."""
    half, whole = (steps_for(piece * (size // len(piece))) for size in (2_000, 4_000))
    assert whole <= half * 2.5 + 200


def steps_for(text: str) -> int:
    import sys

    steps = 0

    def count(frame: object, event: str, argument: object) -> object:
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        marked_up(text)
    finally:
        sys.settrace(before)
    return steps


def test_a_long_row_of_spaces_is_not_gone_over_again_and_again() -> None:
    assert clean_body("a" + " " * 4_000 + "b\n \n" + " " * 900 + "c") == "a" + " " * 4_000 + "b\n\n" + " " * 900 + "c"
    with pytest.raises(CommentTooLong):
        clean_body("a" + " " * 9_000 + "b")


def test_marks_piled_on_one_letter_are_cut() -> None:
    assert clean_body("z" + "\u0335" * 500 + "algo") == "z" + "\u0335" * 6 + "algo"


@pytest.mark.django_db(transaction=True)
def test_what_an_older_renderer_wrote_is_rendered_again_once() -> None:
    thread = make_thread()
    old, plain = make_comment(thread, "*So* it is."), make_comment(thread, "Plain.")
    Comment.objects.filter(pk=old.pk).update(renderer=1, body_html="<p>*So* it is.</p>")
    Comment.objects.filter(pk=plain.pk).update(renderer=1)
    with committed_purges() as purged:
        assert render_again() == 2
    assert purged == {f"thread:{thread.pk}"}
    old.refresh_from_db()
    assert (old.body_html, old.renderer) == ("<p><em>So</em> it is.</p>", RENDERER)
    assert render_again() == 0
