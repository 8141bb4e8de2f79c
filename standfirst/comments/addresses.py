"""How many comments come from one network address, whoever writes them."""

from __future__ import annotations

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest


class AddressTooFast(Exception):
    """More comments a minute come from this network address than the paper takes."""


def check_address(request: HttpRequest) -> None:
    """Counts this attempt. Raises AddressTooFast; the limit is STANDFIRST_COMMENTS_PER_ADDRESS."""
    if "post_comment" in settings.ACCOUNT_RATE_LIMITS and not ratelimit.consume(request, action="post_comment"):
        raise AddressTooFast
