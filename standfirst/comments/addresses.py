"""How many comments come from one network address, whoever writes them."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest


class AddressTooFast(Exception):
    """More comments a minute come from this network address than the paper takes."""


def check_address(request: HttpRequest) -> None:
    """Counts this attempt. Raises AddressTooFast; the limit is STANDFIRST_COMMENTS_PER_ADDRESS."""
    if not ratelimit.consume(request, action="post_comment"):
        raise AddressTooFast
