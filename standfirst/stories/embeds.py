"""Embeds as we keep them: what a host told the worker about a piece, and its picture, redrawn and served by us."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.stories.embedding.addresses import NotEmbeddable, Piece, name_piece
from standfirst.stories.embedding.finding import CARRIERS, addresses_in
from standfirst.stories.embedding.hosts import EmbedHost, choose_hosts
from standfirst.stories.embedding.shapes import nearest_shape


def allowed_hosts() -> tuple[EmbedHost, ...]:
    """The embed hosts of this installation."""
    return _chosen(tuple(settings.EMBED_HOSTS))


@cache
def _chosen(words: tuple[str, ...]) -> tuple[EmbedHost, ...]:
    return choose_hosts(words)


def piece_at(address: str) -> Piece | None:
    """The piece that `address` names at one of the hosts of this installation."""
    try:
        return name_piece(address, allowed_hosts())
    except NotEmbeddable:
        return None


class Embed(models.Model):
    """One piece at another host, by its address. Waiting until its host has told about it; then ready for good.

    A refresh that fails changes only `reason`, `tries` and `next_try_at`: readers go on seeing what had come.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for its host")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Its host never answered")

    address = models.CharField(_("address"), max_length=600, unique=True)
    host = models.CharField(_("host"), max_length=32)
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.WAITING)
    reason = models.CharField(_("why the last try failed"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=120, blank=True)
    author_address = models.CharField(_("the author's address"), max_length=1000, blank=True)
    text = models.TextField(_("words of a post"), blank=True)
    # Below the one folder of pictures that the edge serves.
    picture = models.FileField(_("picture"), upload_to="images/embeds", blank=True)
    picture_width = models.PositiveIntegerField(_("width of the picture"), null=True, editable=False)
    picture_height = models.PositiveIntegerField(_("height of the picture"), null=True, editable=False)
    width = models.PositiveIntegerField(_("width"), default=0)
    height = models.PositiveIntegerField(_("height"), default=0)
    tries = models.PositiveIntegerField(_("failures in a row"), default=0)
    fetched_at = models.DateTimeField(_("fetched"), null=True)
    next_try_at = models.DateTimeField(_("asked for again"), null=True, db_index=True)

    class Meta:
        verbose_name = _("embed")
        verbose_name_plural = _("embeds")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "ready", "failed"]), name="embed_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | models.Q(fetched_at__isnull=False), name="embed_ready_was_fetched"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address


class ShownEmbed:
    """An embed as pages show it: what is known of it, and what its address alone says."""

    def __init__(self, piece: Piece, embed: Embed | None) -> None:
        self.piece = piece
        self.embed = embed
        self.address = piece.address
        self.host_name = piece.host.name
        self.kind = piece.host.kind
        self.player = piece.player
        self.handle = piece.handle
        self.title = embed.title if embed else ""
        self.author = embed.author if embed else ""
        self.text = embed.text if embed else ""
        self.picture = embed.picture if embed and embed.picture else None
        self.picture_width = embed.picture_width if embed else None
        self.picture_height = embed.picture_height if embed else None

    @property
    def as_post(self) -> dict[str, str]:
        """A post that is embedded is shown like one that is quoted."""
        names = {"address": self.address, "host_name": self.host_name, "author": self.author, "handle": self.handle}
        return {**names, "words": self.text or self.title}

    @property
    def shape(self) -> str:
        """The room it keeps in the page."""
        host = self.piece.host
        if host.keeps_shape or self.embed is None or not (self.embed.width and self.embed.height):
            return host.shape
        return nearest_shape(self.embed.width, self.embed.height)


def shows_embeds(story: Any) -> bool:
    """Whether a page of `story` needs their style: also for those quoted by hand."""
    return bool(story.lead_embed) or any(block.get("type") in CARRIERS for block in story.body.raw_data)


def embeds_of(story: Any) -> dict[str, ShownEmbed]:
    """All embeds that `story` shows, by the address that was typed; one query, and none where there are no embeds."""
    held: dict[str, ShownEmbed] | None = story.__dict__.get("_embeds_shown")
    if held is None:
        typed = [story.lead_embed, *addresses_in(list(story.body.raw_data))]
        pieces = {address.strip(): piece for address in typed if address and (piece := piece_at(address))}
        known = {piece.address for piece in pieces.values()}
        rows = {embed.address: embed for embed in Embed.objects.filter(address__in=known)} if known else {}
        held = {address: ShownEmbed(piece, rows.get(piece.address)) for address, piece in pieces.items()}
        story.__dict__["_embeds_shown"] = held
    return held
