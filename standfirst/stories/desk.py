"""What holds for the whole desk (the Wagtail admin): its writes are transactions, its content security policy."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.csp import CSP

from standfirst.stories.actions.rights import PictureRestricted
from standfirst.stories.restricted import say_restricted
from standfirst.stories.unwritable import UNWRITABLE, say_unwritable

logger = logging.getLogger(__name__)
DESK = "/desk/"

# Wagtail's editor draws itself with inline styles, and a few of its pages carry one inline script without a nonce;
# scripts from elsewhere stay forbidden, and everything here is seen by staff only.
DESK_POLICY = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}
# A preview is a public page that only the editor beside it may frame.
PREVIEW_POLICY = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}


def preview_policy(brought: str) -> dict[str, Any]:
    """As above, and the players that the page itself may frame, by the policy that it brought."""
    frames = re.search(r"frame-src ([^;]+)", brought)
    return {**PREVIEW_POLICY, "frame-src": frames.group(1).split()} if frames else PREVIEW_POLICY


def is_publishing(path: str) -> bool:
    """Addresses at which something may go public or be decided: pages, records, settings, the queue, the admin's API.

    Not previews, which come with every pause in typing, nor uploads, which draw pictures: on SQLite nobody else writes
    while a transaction is open.
    """
    parts = [
        DESK + part
        for part in ("pages/", "queue/", "stories/", "snippets/", "workflows/", "bulk/", "settings/", "api/")
    ]
    return path.startswith(tuple(parts)) and "/preview/" not in path


class DeskTransactionMiddleware:
    """Every write from the desk is one transaction, so that what follows a publication can't be lost between.

    Stands last, since it calls the view itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(DESK):
            # A preview has gone through all middleware before, as the public page it shows, and brings its policy.
            brought = response.headers.get(CSP.HEADER_ENFORCE)
            response.headers.pop(CSP.HEADER_ENFORCE, None)
            policy = DESK_POLICY if brought is None else preview_policy(brought)
            response._csp_config = policy  # type: ignore[attr-defined]  # where Django's decorators put it
            if response.get("X-Frame-Options") is None:
                response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method == "POST" and is_publishing(request.path):
            try:
                return transaction.atomic(view)(request, *args, **kwargs)
            except UNWRITABLE as error:
                logger.exception("The desk could not write")
                return say_unwritable(request, error)
            except PictureRestricted as refusal:
                return say_restricted(request, str(refusal))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """A write that no transaction of ours stood around; the editor writes down who has opened it, too."""
        if request.path.startswith(DESK) and isinstance(error, UNWRITABLE):
            logger.error("The desk could not write", exc_info=error)
            return say_unwritable(request, error)
        return None
