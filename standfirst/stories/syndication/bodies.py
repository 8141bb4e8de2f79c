"""The body of a story as feeds send it: plain HTML, block by block.

A block without a renderer here is sent as the page shows it, cleaned: no script, form, drawing or style survives, and
addresses become absolute. So a new kind of block needs a line here only if that does not read well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.images.models import SourceImageIOError
from wagtail.rich_text import expand_db_html

from standfirst.stories.addresses import absolute
from standfirst.stories.pictures import Picture
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
    """The picture at the size in which feeds send it; none where its file is gone."""
    if picture is None:
        return None
    try:
        rendition = picture.get_rendition(Picture.FEED_SIZE)
    except SourceImageIOError:
        return None
    return SentPicture(
        address=absolute(rendition.url),
        media_type="image/jpeg",
        width=rendition.width,
        height=rendition.height,
        caption=sendable(caption),
        credit=sendable(credit),
        alternative=sendable(alternative),
    )


def pictures_in(body: StreamValue) -> Iterator[Picture]:
    """The pictures that feeds will ask for."""
    for child in body:
        if child.block_type in {"picture", "gallery"}:
            yield from _pictures_below(child.value)


def _pictures_below(value: Any) -> Iterator[Picture]:
    if isinstance(value, Picture):
        yield value
    elif isinstance(value, StructValue):
        for part in value.values():
            yield from _pictures_below(part)
    elif isinstance(value, ListValue):
        for part in value:
            yield from _pictures_below(part)
