"""Blocks for what stands elsewhere: a piece that readers may play on our page, and a post quoted in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from standfirst.stories.embedding.addresses import NotEmbeddable, name_piece
from standfirst.stories.embeds import ShownEmbed, allowed_hosts, embeds_of


def check_address(address: str) -> None:
    """Raise ValidationError, with words for the editor, where `address` is no piece of an embed host of ours."""
    try:
        name_piece(address, allowed_hosts())
    except NotEmbeddable as error:
        if error.is_known_host:
            raise ValidationError(
                _("This names no single piece. Open the piece itself, and copy that address.")
            ) from error
        names = ", ".join(dict.fromkeys(host.name for host in allowed_hosts()))
        words = _("Embeds are taken from %(names)s. Link to anything else in the text.")
        raise ValidationError(words, params={"names": names}) from error


def linkable(address: str) -> str:
    """`address` if it is one of the web, else nothing: what is typed in a block may have come past its checks."""
    address = address.strip()
    return address if address.lower().startswith(("http://", "https://")) else ""


def shown_in(parent_context: dict[str, Any] | None, address: str) -> ShownEmbed | None:
    """What is known of the embed at `address`, from the story that the block stands in."""
    story = (parent_context or {}).get("page")
    return embeds_of(story).get(address.strip()) if story is not None and hasattr(story, "lead_embed") else None


class EmbedBlock(blocks.StructBlock):
    """A video, recording, graphic or post at another host. Nothing is loaded from there before a reader asks for it.

    Its address is judged when the story is to be published, never while a draft is saved.
    """

    address = blocks.CharBlock(
        label=_("Address"),
        max_length=500,
        help_text=_("As it stands in the browser. Picture and title come by themselves."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=400)

    class Meta:
        icon = "media"
        label = _("Embed")
        template = "stories/blocks/embed.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            _at_address(check_address, cleaned["address"])
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["shown"] = shown_in(parent_context, value["address"] or "")
        # Its host may have left the list since; what a story points at, it goes on pointing at.
        context["elsewhere"] = linkable(value["address"] or "")
        return context


class QuotedPostBlock(blocks.StructBlock):
    """A post quoted as text. What is left empty comes from its host, where that tells it."""

    address = blocks.CharBlock(label=_("Address of the post"), required=False, max_length=500)
    author = blocks.CharBlock(label=_("Author"), required=False, max_length=120)
    handle = blocks.CharBlock(label=_("Account"), required=False, max_length=120, help_text=_("As in @dunmara_pilot."))
    words = blocks.TextBlock(label=_("Words"), required=False, max_length=3000, rows=4)
    posted_on = blocks.DateBlock(label=_("Date"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quoted post")
        template = "stories/blocks/quoted_post.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            if cleaned["address"]:
                _at_address(URLValidator(schemes=["http", "https"]), cleaned["address"])
            elif not cleaned["words"]:
                missing = ValidationError(_("Give its address, or the words themselves."))
                raise StructBlockValidationError({"words": missing})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        shown = shown_in(parent_context, value["address"] or "")
        context["post"] = {
            "address": shown.address if shown else linkable(value["address"] or ""),
            "host_name": shown.host_name if shown else "",
            "author": value["author"] or (shown.author if shown else ""),
            "handle": value["handle"] or (shown.handle if shown else ""),
            "words": value["words"] or (shown.text if shown else ""),
            "posted_on": value["posted_on"],
        }
        return context


def _at_address(check: Callable[[str], None], address: str) -> None:
    try:
        check(address)
    except ValidationError as error:
        raise StructBlockValidationError({"address": error}) from error
