"""What axe finds on a page, in light and in dark."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
EVERYTHING = {"resultTypes": ["violations"]}
COLOURS_ONLY = {**EVERYTHING, "runOnly": ["color-contrast", "link-in-text-block"]}
# Comments are all made of the same few parts, and looking at fifty-five of them takes seconds.
ENOUGH = {"exclude": [[".comments > .comment:nth-child(n+9)"]]}


def assert_nothing_found(page: Page) -> None:
    """Every rule in light; what depends on colours again in dark. For pages with script: axe is one."""
    put_on(page, "light")
    results = AXE.run(page, context=ENOUGH, options=EVERYTHING)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    put_on(page, "dark")
    results = AXE.run(page, context=ENOUGH, options=COLOURS_ONLY)
    assert results.violations_count == 0, f"{page.url} in dark\n{results.generate_report()}"


def assert_fits_a_phone(page: Page) -> None:
    """The same page on a narrow screen: nothing sticks out at its side, and axe finds nothing there either."""
    wide = page.viewport_size
    assert wide is not None
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
    results = AXE.run(page, context=ENOUGH, options=EVERYTHING)
    assert results.violations_count == 0, f"{page.url} on a phone\n{results.generate_report()}"
    page.set_viewport_size(wide)


def put_on(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Light or dark, with every colour arrived."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(
        """() => Promise.allSettled(
            document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))"""
    )
