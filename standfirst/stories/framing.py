"""Which strangers' players a page may frame: exactly those of the embeds on it, by its content security policy."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from standfirst.edge.caching import tag_response
from standfirst.stories.embeds import ShownEmbed


def tag_embeds(request: HttpRequest, embeds: Iterable[ShownEmbed]) -> None:
    """Have this answer made anew when one of `embeds` changes."""
    tag_response(request, *(f"embed:{one.embed.pk}" for one in embeds if one.embed))


def allow_players(request: HttpRequest, response: HttpResponseBase, embeds: Iterable[ShownEmbed]) -> None:
    """Let this answer frame the players of `embeds`, and have it made anew when one of them changes."""
    shown = list(embeds)
    tag_embeds(request, shown)
    sources = sorted({one.piece.frame_source for one in shown} - {""})
    if sources:
        policy = {**settings.SECURE_CSP, "frame-src": sources}
        response._csp_config = policy  # type: ignore[attr-defined]  # where Django's decorators put it
