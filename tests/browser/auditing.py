"""What axe finds on a page, in light and in dark."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
COLOURS_ONLY = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
# Comments are all made of the same few parts, and looking at fifty-five of them takes seconds.
ENOUGH = {"exclude": [[".comments > .comment:nth-child(n+9)"]]}


def assert_nothing_found(page: Page) -> None:
    """Every rule in light; what depends on colours again in dark. For pages with script: axe is one."""
    put_on(page, "light")
    results = AXE.run(page, context=ENOUGH)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    put_on(page, "dark")
    results = AXE.run(page, context=ENOUGH, options=COLOURS_ONLY)
    assert results.violations_count == 0, f"{page.url} in dark\n{results.generate_report()}"


def put_on(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Light or dark, with every colour arrived."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(
        """() => Promise.allSettled(
            document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))"""
    )
