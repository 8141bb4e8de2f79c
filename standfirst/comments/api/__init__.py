"""The conversation for programs and other sites: read by anybody, written with a key or from our own pages."""

from __future__ import annotations

from ninja import NinjaAPI

from standfirst.comments.api import own, reading, writing  # noqa: F401 - their routes are known when they are loaded
from standfirst.comments.api.refusals import answer_with_refusals
from standfirst.comments.api.routing import router


def join(api: NinjaAPI) -> None:
    """Add the conversation's routes, and the words for what its actions refuse."""
    api.add_router("", router)
    api.add_router("", own.router)
    answer_with_refusals(api)
