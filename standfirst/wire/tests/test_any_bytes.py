"""Whatever comes down the wire: an item or one complaint; no word of a good story is lost; what is safe stays so."""

from __future__ import annotations

import html as markup
import json
import re
from typing import Any

import nh3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfirst.wire.ninjs import Block, Paragraph, UnreadableItem, WireItem, read_item
from standfirst.wire.tests.factories import as_file, ninjs_1, ninjs_2, ninjs_3, with_body, with_plain_body

# A busy machine is no fault of the copy.
steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)
documents = st.sampled_from([ninjs_1(), ninjs_2(), ninjs_3()])
tags = st.sampled_from([
    "p", "div", "b", "em", "a", "h1", "h2", "ul", "ol", "li", "table", "tr", "td", "blockquote", "cite", "figure",
    "figcaption", "img", "br", "script", "style", "q", "sup", "s", "svg",
])  # fmt: skip
pieces = st.one_of(
    tags.map("<{}>".format),
    tags.map("</{}>".format),
    tags.map('<{} href="https://a.example/&quot;" src="x.jpg" style="display:none">'.format),
    st.text(max_size=12),
    st.sampled_from(["&", "&lt;", "&#0;", "&#x202e;", "&#xd800;", "<", "<!--", "-->", "<![CDATA[", "]]>", "</body>"]),
)
words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9)
paragraphs_of_words = st.lists(st.lists(words, min_size=1, max_size=8), min_size=1, max_size=6)
wrappers = st.sampled_from(
    ["{}", "<b>{}</b>", "<i>{}</i>", '<a href="/x">{}</a>', "<span>{}</span>", "<u><b>{}</b></u>"]
)
boxes = st.sampled_from(["<p>{}</p>", "<div>{}</div>", "<h3>{}</h3>", "<blockquote>{}</blockquote>", "<p>{}"])


def outcome(raw: bytes) -> WireItem | None:
    """The item, or nothing where there was one proper complaint."""
    try:
        return read_item(raw, name="any.json")
    except UnreadableItem as error:
        words = str(error)
    assert re.fullmatch(r".+: .+", words)
    words.encode()
    return None


def check(item: WireItem) -> None:
    """What is promised of every item that is read."""
    json.dumps([item.headline, item.ed_note], ensure_ascii=False).encode()
    for block in item.paragraphs:
        if isinstance(block, Paragraph):
            again = nh3.clean(block.html, tags={"a", "em", "strong"}, attributes={"a": {"href"}}, link_rel=None)
            assert again == block.html
            assert not set(block.html) & {"\0", "\u202e", "\n"}
            block.html.encode()


def text_of(block: Block) -> str:
    return markup.unescape(re.sub(r"<[^>]*>", "", block.html)) if isinstance(block, Paragraph) else block.text


@steady
@given(st.binary() | st.text().map(str.encode))
def test_any_bytes(raw: bytes) -> None:
    outcome(raw)


@steady
@given(values)
def test_any_json(value: object) -> None:
    outcome(as_file(value))


@steady
@given(documents, st.data())
def test_any_value_in_any_field(document: dict[str, Any], data: st.DataObject) -> None:
    changed = json.loads(json.dumps(document))
    holder: Any = changed
    while True:
        key: Any = data.draw(st.sampled_from(range(len(holder)) if isinstance(holder, list) else sorted(holder)))
        if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
            holder = holder[key]
            continue
        holder[key] = data.draw(values)
        break

    item = outcome(as_file(changed))

    if item is not None:
        check(item)


@steady
@given(st.lists(pieces, max_size=40).map("".join))
def test_any_soup_of_tags(soup: str) -> None:
    item = outcome(as_file(with_body(soup)))

    if item is not None:
        check(item)


@steady
@given(paragraphs_of_words, st.data())
def test_no_word_of_a_story_is_lost(story: list[list[str]], data: st.DataObject) -> None:
    html = "".join(
        data.draw(boxes).format(" ".join(data.draw(wrappers).format(markup.escape(word)) for word in paragraph))
        for paragraph in story
    )

    item = read_item(as_file(with_body(f"<p>Begin.</p>{html}")), name="words.json")

    check(item)
    assert " ".join(map(text_of, item.paragraphs)).split() == [
        "Begin.",
        *(word for line in story for word in line),
    ]


@steady
@given(paragraphs_of_words, st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
def test_no_word_of_a_plain_story_is_lost(story: list[list[str]], between: str) -> None:
    text = between.join(["Begin.", *map(" ".join, story)])

    item = read_item(as_file(with_plain_body(text)), name="words.json")

    check(item)
    assert " ".join(map(text_of, item.paragraphs)).split() == [
        "Begin.",
        *(word for line in story for word in line),
    ]
