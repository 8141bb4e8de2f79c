"""What becomes of the copy: paragraphs, subheads, quotations, and nothing that could harm a reader."""

from __future__ import annotations

import pytest

from standfirst.wire.ninjs import Block, Paragraph, Picture, Quote, Subhead, WireItem, read_item
from standfirst.wire.tests.factories import HEADLINE, as_file, with_body, with_plain_body


def read(html: str, **changes: object) -> WireItem:
    return read_item(as_file(with_body(html, **changes)), name="body.json")


def blocks(html: str) -> tuple[Block, ...]:
    return read(html).paragraphs


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>Wind and <b>rain</b></p>", "Wind and <strong>rain</strong>"),
        ("<p><i>Wind</i> <em>and</em> rain</p>", "<em>Wind</em> <em>and</em> rain"),
        (
            '<p><a href="https://a.example/?b=1&amp;c=2">x</a></p>',
            '<a href="https://a.example/?b=1&amp;c=2">x</a>',
        ),
        (
            '<p><b><a href="http://a.example">x <i>y</i></a></b></p>',
            '<a href="http://a.example"><strong>x </strong></a>'
            '<a href="http://a.example"><strong><em>y</em></strong></a>',
        ),
        ("<p>5 &lt; 6 &amp; &quot;7&quot;</p>", '5 &lt; 6 &amp; "7"'),
        ("<p>a\n   b\t c</p>", "a b c"),
        ("<p>H<sub>2</sub>O, 10<sup>6</sup></p>", "H₂O, 10⁶"),
        ("<p>She said <q>no</q>.</p>", "She said “no”."),
        ("<p>one<br>two</p>", "one two"),
    ],
)
def test_the_markup_that_is_kept(html: str, kept: str) -> None:
    assert blocks(html) == (Paragraph(kept),)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Safe<script>alert(1)</script></p>",
        "<p>Safe<style>p{color:red}</style></p>",
        '<p>Safe<iframe src="https://evil.example">x</iframe></p>',
        '<p onclick="alert(1)" style="color:red" class="x">Safe</p>',
        '<p><a href="javascript:alert(1)">Safe</a></p>',
        '<p><a href="java&#10;script:alert(1)">Safe</a></p>',
        '<p><a href="&#106;avascript:alert(1)">Safe</a></p>',
        '<p><a href="data:text/html,x">Safe</a></p>',
        '<p><a href="/about">Safe</a></p>',
        '<p><a href="//evil.example">Safe</a></p>',
        '<p><a href="http://[1">Safe</a></p>',
        '<p><a href="http://a b/">Safe</a></p>',
        "<p><a>Safe</a></p>",
        '<p>Safe<object data="x.swf">old</object><embed src="x"></p>',
        "<p>Safe<!-- not for publication --></p>",
        "<p>Safe<span hidden>not for publication</span></p>",
        '<p>Safe<span style="Display: None">not for publication</span></p>',
        "<p>Safe<del>struck out</del></p>",
        "<p>Safe<textarea><script>x</script></textarea></p>",
        "<svg onload=alert(1)></svg><math></math><p>Safe</p>",
        "<head><title>x</title></head><p>Safe</p>",
        "<?php echo 1 ?><!DOCTYPE html><p>Safe</p>",
        "<form action=/steal><p>Safe</p><button>x</button></form>",
        "<p>Safe&#0;&#x202e;&#8;</p>".replace("&#0;", ""),
    ],
)
def test_what_could_harm_or_was_never_meant_for_readers_is_gone(html: str) -> None:
    assert blocks(html) == (Paragraph("Safe"),)


def test_an_entity_of_the_files_own_is_never_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>Words &a; &b;</p>'

    words = "".join(block.html for block in blocks(bomb) if isinstance(block, Paragraph))

    assert words.endswith("Words &amp;a; &amp;b;")
    assert "root" not in words
    assert "aaaa" not in words


def test_headings_are_subheads_and_quotations_keep_who_spoke() -> None:
    html = (
        "<p>Lead.</p><h2>The <b>pier</b></h2><p>More.</p>"
        "<blockquote><p>It came up at once.</p><footer>— Nuala Reed</footer></blockquote>"
        "<blockquote>No time. <cite>Tom Oar</cite></blockquote><cite>Loose</cite>"
        "<blockquote><footer>Nobody</footer></blockquote>"
    )

    assert blocks(html) == (
        Paragraph("Lead."),
        Subhead("The pier"),
        Paragraph("More."),
        Quote("It came up at once.", "Nuala Reed"),
        Quote("No time.", "Tom Oar"),
        Paragraph("Loose"),
        Paragraph("Nobody"),
    )


def test_lists_and_tables_stay_readable() -> None:
    html = (
        "<ul><li>One</li><li><p>Two</p></li></ul><ol><li>First</li><li></li><li>Third</li></ol><li>Stray</li>"
        "<table><tr><th>Team</th><th>Points</th></tr><tr><td>Rovers</td><td>12</td></tr></table>"
    )

    texts = [block.html for block in blocks(html) if isinstance(block, Paragraph)]

    assert texts == ["• One", "• Two", "1. First", "3. Third", "• Stray", "Team | Points", "Rovers | 12"]


def test_a_page_that_only_breaks_lines_has_its_lines_as_paragraphs() -> None:
    assert blocks("One.<br>Two.<br/><br/>Three.") == (
        Paragraph("One."),
        Paragraph("Two."),
        Paragraph("Three."),
    )


def test_two_breaks_in_a_paragraph_end_it() -> None:
    assert blocks("<p>One.<br> <br>Two.</p>") == (Paragraph("One."), Paragraph("Two."))


def test_copy_after_the_end_of_the_page_is_not_lost() -> None:
    assert blocks("<html><body><p>One.</p></body></html><p>Two.</p>") == (
        Paragraph("One."),
        Paragraph("Two."),
    )


def test_an_xml_declaration_does_not_change_the_letters() -> None:
    assert blocks("<?xml version='1.0' encoding='iso-8859-1'?><p>Dún Mara</p>") == (Paragraph("Dún Mara"),)


def test_figures_are_pictures_and_not_copy() -> None:
    html = (
        '<p>Words.</p><figure><img src="pier.jpg" alt="A pier"><img src="second.jpg">'
        "<figure><div>Ferdia Lens</div></figure><figcaption>The <b>pier</b>.</figcaption></figure>"
        '<p>More <img src="https://a.example/b.jpg"> words.</p><img src="data:image/gif;base64,R0">'
    )

    item = read(html, associations=None)

    assert item.paragraphs == (Paragraph("Words."), Paragraph("More words."))
    assert item.pictures == (
        Picture(href="pier.jpg", caption="The pier.", credit="Ferdia Lens", alternative="A pier"),
        Picture(href="https://a.example/b.jpg"),
    )


def test_figures_that_show_the_associations_again_are_dropped() -> None:
    item = read('<p>Words.</p><figure><img src="again.jpg"></figure>')

    assert [picture.href for picture in item.pictures] == ["pier.jpg"]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo\nlines.\r\n \r\nThree.", ["One.", "Two lines.", "Three."]),
        ("One.\nTwo.\rThree.", ["One.", "Two.", "Three."]),
        ("<p>Not a tag</p>", ["&lt;p&gt;Not a tag&lt;/p&gt;"]),
    ],
)
def test_plain_copy_falls_into_paragraphs(text: str, paragraphs: list[str]) -> None:
    item = read_item(as_file(with_plain_body(text)), name="plain.json")

    assert item.paragraphs == tuple(map(Paragraph, paragraphs))


@pytest.mark.parametrize(
    ("line", "dateline", "agency", "rest"),
    [
        ("GALWAY, Ireland (AP) -- The gauge failed.", "GALWAY, Ireland", "AP", "The gauge failed."),
        ("Berlin (dpa/tmn) - The gauge failed.", "Berlin", "dpa/tmn", "The gauge failed."),
        (
            "<b>LIMERICK</b>, March 1 (<b>Reuters</b>) — The gauge.",
            "LIMERICK, March 1",
            "Reuters",
            "The gauge.",
        ),
        ("(AFP) – The gauge failed.", "Dunmara", "AFP", "The gauge failed."),
        ("DUNMARA — The gauge failed.", "DUNMARA", "", "The gauge failed."),
        (
            "Fisher Harvest (NFH) - a co-op - said no.",
            "Dunmara",
            "",
            "Fisher Harvest (NFH) - a co-op - said no.",
        ),
        ("The mayor — she is 80 — said no.", "Dunmara", "", "The mayor — she is 80 — said no."),
        ("AP photographers were there.", "Dunmara", "", "AP photographers were there."),
    ],
)
def test_a_dateline_moves_into_its_field(line: str, dateline: str, agency: str, rest: str) -> None:
    item = read(f"<p>{line}</p><p>More.</p>", copyrightHolder=None)

    assert (item.dateline, item.agency) == (dateline, agency)
    assert item.paragraphs == (Paragraph(rest), Paragraph("More."))


def test_lines_that_repeat_a_field_are_dropped() -> None:
    html = f"<h1>{HEADLINE}</h1><p>By Sorcha Quill</p><p>Westwire</p><p>DUNMARA (Westwire)</p><p>The gauge.</p>"

    item = read(html)

    assert item.paragraphs == (Paragraph("The gauge."),)
    assert (item.dateline, item.agency) == ("DUNMARA", "Westwire")


def test_an_alert_keeps_the_line_that_is_all_it_has() -> None:
    assert blocks(f"<p>{HEADLINE}</p>") == (Paragraph(HEADLINE),)


def test_a_body_that_is_only_a_dateline_keeps_it() -> None:
    assert blocks("<p>GALWAY (AP) —</p>") == (Paragraph("GALWAY (AP) —"),)
