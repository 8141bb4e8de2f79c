"""The body of a story as feeds send it: plain HTML, block by block.

A block without a renderer here is sent as the page shows it, cleaned: no script, form, drawing or style survives, and
addresses become absolute. So a new kind of block needs a line here only if that does not read well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from standfirst.stories.addresses import absolute
from standfirst.stories.pictures import Picture
from standfirst.stories.sizes import SENT
from standfirst.stories.syndication.characters import sendable
from standfirst.stories.syndication.cleaning import feed_html
from standfirst.stories.syndication.entries import SentPicture

type Renderer = Callable[[Any, Any], str]
"""Takes the bound block and the context in which it is rendered."""

# Stands between bodies while their links are looked up; no text that is sent can hold it.
SEPARATOR = "\x1e"
RENDERERS: dict[str, Renderer] = {}


def renders(name: str) -> Callable[[Renderer], Renderer]:
    """Makes a function the renderer of the blocks called `name`."""

    def register(renderer: Renderer) -> Renderer:
        RENDERERS[name] = renderer
        return renderer

    return register


def body_html(body: StreamValue, context: Mapping[str, Any]) -> str:
    """The blocks one after another; links in the text still as the database has them, and nothing cleaned."""
    rendered = []
    for child in body:
        render: Renderer = RENDERERS.get(child.block_type, as_on_the_page)
        rendered.append(render(child, context))
    return sendable("\n".join(rendered))


def finished(texts: Sequence[str]) -> list[str]:
    """HTML made of bodies, with its links resolved (in one query for all of them) and cleaned."""
    if not texts:
        return []
    expanded = expand_db_html(SEPARATOR.join(texts)).split(SEPARATOR)
    return [feed_html(one, base=absolute("/")) for one in expanded]


def as_on_the_page(child: Any, context: Mapping[str, Any]) -> str:
    return str(child.render(context={**context}))


@renders("paragraph")
def paragraph(child: Any, context: Mapping[str, Any]) -> str:
    return str(child.value.source)


@renders("picture")
def picture(child: Any, context: Mapping[str, Any]) -> str:
    return _picture(child.block, child.value, context)


@renders("gallery")
def gallery(child: Any, context: Mapping[str, Any]) -> str:
    heading = format_html("<h2>{}</h2>", child.value["title"]) if child.value["title"] else ""
    pictures = child.value["pictures"]
    block = pictures.list_block.child_block
    return "\n".join([heading, *(_picture(block, value, context) for value in pictures)])


@renders("recording")
def recording(child: Any, context: Mapping[str, Any]) -> str:
    return render_to_string("stories/feeds/recording.html", child.block.get_context(child.value, {**context}))


@renders("embed")
def embed(child: Any, context: Mapping[str, Any]) -> str:
    return render_to_string("stories/feeds/embed.html", child.block.get_context(child.value, {**context}))


def _picture(block: Any, value: Any, context: Mapping[str, Any]) -> str:
    words = block.get_context(value, {**context})
    sent = sent_picture(
        words["picture"], caption=words["caption"], credit=words["credit"], alternative=words["alternative"]
    )
    return render_to_string("stories/feeds/picture.html", {"sent": sent}) if sent else ""


def sent_picture(picture: Picture | None, *, caption: str, credit: str, alternative: str) -> SentPicture | None:
    """The picture at the size in which feeds send it; none where it is not drawn (yet)."""
    if picture is None:
        return None
    size = picture.shown(SENT)
    if size is None:
        return None
    return SentPicture(
        address=absolute(size.url),
        media_type="image/jpeg",
        width=size.width,
        height=size.height,
        caption=sendable(caption),
        credit=sendable(credit),
        alternative=sendable(alternative),
    )
