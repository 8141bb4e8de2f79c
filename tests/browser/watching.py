"""Pages are watched while a test uses them, for what a reader would not see and the paper promises all the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

LOCAL = {"data", "blob", "about"}


@dataclass
class Watch:
    """Collects trouble: requests to other hosts, errors and violations of the security policy, what failed to load."""

    base_url: str
    trouble: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.trouble.append(f"script error: {error.error}"))

    def at(self, page: Page) -> None:
        page.on("requestfailed", self._failed)

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in LOCAL and f"{address.scheme}://{address.netloc}" != self.base_url:
            self.trouble.append(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        # A page may be gone or refuse a form; what belongs to a page must be there.
        limit = 500 if response.request.is_navigation_request() else 400
        if response.status >= limit:
            self.trouble.append(f"{response.status} for {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        answered = message.text.startswith("Failed to load resource: the server responded with a status of")
        if message.type in {"error", "warning"} and not answered:
            self.trouble.append(
                f"console {message.type} at {message.page.url if message.page else '?'}: {message.text}"
            )

    def _failed(self, request: Request) -> None:
        # Leaving a page ends what it was still asking for.
        if request.failure != "net::ERR_ABORTED":
            self.trouble.append(f"failed: {request.url} ({request.failure})")
