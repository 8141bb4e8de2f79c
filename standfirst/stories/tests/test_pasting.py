"""A manuscript out of a word processor: the right blocks, and every word."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from standfirst.stories.pasting import blocks_of_html, blocks_of_text

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=EN-IE><!--StartFragment-->
<h2>The pier<o:p></o:p></h2>
<p class=MsoNormal>The council <b style='mso-bidi-font-weight:normal'>voted</b> on&nbsp;Tuesday.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>
&nbsp;&nbsp;</span></span><![endif]>First point</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Boats</p></td><td><p>12</p></td></tr></table>
<p class=MsoNormal><img width=100 src="file:///C:/x/clip_image002.jpg"></p><!--EndFragment--></body></html>"""

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr">
<span style="font-size:20pt;">The pier</span></h1><p dir="ltr"><span style="font-weight:400;">The council </span>
<span style="font-weight:700;font-style:italic;">voted</span><span> on </span>
<a href="https://www.google.com/url?q=https://dunmara.example/minutes&amp;sa=D"><span>Tuesday</span></a><span>.</span></p>
<ol><li dir="ltr"><p dir="ltr"><span>First point</span></p></li><li><p>Second</p></li></ol><br>
<blockquote><p>“Never again.”</p></blockquote></b>"""


def test_word() -> None:
    pasted = blocks_of_html(WORD)
    assert pasted.blocks == [
        ("subhead", "The pier"),
        ("paragraph", "<p>The council <b>voted</b> on Tuesday.</p>"),
        ("paragraph", "<p>• First point</p>"),
        ("paragraph", "<p>Boats | 12</p>"),
    ]
    assert pasted.pictures == 1


def test_docs() -> None:
    link = '<a href="https://dunmara.example/minutes">Tuesday</a>'
    assert blocks_of_html(DOCS).blocks == [
        ("subhead", "The pier"),
        ("paragraph", f"<p>The council <b><i>voted</i></b> on {link}.</p>"),
        ("paragraph", "<p>1. First point</p>"),
        ("paragraph", "<p>2. Second</p>"),
        ("paragraph", "<p>“Never again.”</p>"),
    ]


def test_what_is_dangerous_is_words_or_nothing() -> None:
    source = '<p onclick="x()">Read <a href="javascript:x()">this</a> &lt;b&gt;<script>x()</script><a href="http://[">o</a></p>'
    assert blocks_of_html(source).blocks == [("paragraph", "<p>Read this &lt;b&gt;o</p>")]


def test_a_heading_too_long_for_a_subhead_keeps_its_words() -> None:
    words = "long " * 30
    assert blocks_of_html(f"<h3>{words}</h3>").blocks == [("paragraph", f"<p>{words.strip()}</p>")]


def test_a_row_keeps_half_bold_words_whole_and_its_paragraphs_apart() -> None:
    source = "<table><tr><!-- c --><td>bo<b>at</b>s<p>a</p><p>b</p>c</td><td>1</td></tr></table>"
    assert blocks_of_html(source).blocks == [("paragraph", "<p>boats a b c | 1</p>")]


def test_plain_text() -> None:
    assert blocks_of_text("One\ntwo\r\n\r\nThree & four\n").blocks == [
        ("paragraph", "<p>One two</p>"),
        ("paragraph", "<p>Three &amp; four</p>"),
    ]
    assert [value for _, value in blocks_of_text("One\nTwo").blocks] == ["<p>One</p>", "<p>Two</p>"]
    assert blocks_of_html("").blocks == blocks_of_html("<!-- x -->").blocks == blocks_of_text(" ").blocks == []


TAGS = [
    "p",
    "div",
    "span",
    "b",
    "em",
    "h2",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "tr",
    "td",
    "a",
    "u",
    "font",
    "o:p",
]
WORDS = st.text(alphabet="abcäé&<>“", min_size=1, max_size=6)


def words_in(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", "", text)


@given(st.recursive(WORDS.map(lambda w: w.replace("&", "&amp;").replace("<", "&lt;")), lambda inner: st.builds(
    lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>", st.sampled_from(TAGS), st.lists(inner, max_size=4)
), max_leaves=12))  # fmt: skip
def test_every_word_comes_out(source: str) -> None:
    """Whatever the markup: the letters that a reader of it sees, in their order, stand in the blocks."""
    seen = words_in(html.document_fromstring(source + "<p></p>").text_content())
    written = "".join(html.fromstring(f"<div>{value}</div>").text_content() if kind == "paragraph" else value
                      for kind, value in blocks_of_html(source).blocks)  # fmt: skip
    assert words_in(re.sub(r"[•|]|\b\d+\. ", "", written)) == words_in(re.sub(r"[•|]", "", seen))
