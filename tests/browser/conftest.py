"""A real Chromium, and readers in front of it: with script and without, on a phone and at a desk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.hosts import Host, a_host
from tests.browser.watching import Watch
from tests.site import Site

HERE = os.path.dirname(__file__)
PROGRAM = os.environ.get("STANDFIRST_CHROMIUM") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONGEST_WAIT = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Screen:
    """What somebody reads on."""

    width: int
    script: bool = True
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}" + ("" if self.script else "-no script")


DESK = Screen(1280)
PHONE = Screen(360, script=False)
BOTH = pytest.mark.parametrize("screen", [DESK, PHONE], ids=str)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    # Playwright leaves its event loop running between calls, which Django takes for code that must not wait.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=LONGEST_WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Visit]:
    """`visit(screen)` is somebody who opens a browser of their own; at the end nothing may have gone wrong in it."""
    contexts = []
    watch = Watch(site.base_url)

    def come(screen: Screen = DESK, height: int = 900) -> Page:
        context = chromium.new_context(
            base_url=site.base_url,
            viewport={"width": screen.width, "height": height},
            java_script_enabled=screen.script,
            color_scheme="dark" if screen.scheme == "dark" else "light",
        )
        context.set_default_timeout(LONGEST_WAIT)
        watch.over(context)
        contexts.append(context)
        page = context.new_page()
        watch.at(page)
        return page

    yield come
    for context in contexts:
        context.close()
    assert not watch.trouble, "\n".join(watch.trouble)


# Pages of another site


@pytest.fixture(scope="package")
def careful(chromium: Browser) -> Iterator[Browser]:
    """A browser without third-party cookies."""
    arguments = [*ARGUMENTS, "--test-third-party-cookie-phaseout"]
    browser = chromium.browser_type.launch(executable_path=PROGRAM, args=arguments)
    yield browser
    browser.close()


@pytest.fixture
def host() -> Iterator[Host]:
    with a_host() as served:
        yield served


Reading = Callable[..., Page]


@pytest.fixture
def reading(careful: Browser, site: Site) -> Iterator[Reading]:
    """`reading(address)` opens a page in a browser of its own; no script may fail in it."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def come(address: str = "", *, width: int = 1280, script: bool = True, scheme: Any = "light") -> Page:
        context = careful.new_context(
            base_url=site.base_url,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme=scheme,
        )
        context.set_default_timeout(LONGEST_WAIT)
        context.on("weberror", lambda error: trouble.append(str(error.error)))
        contexts.append(context)
        page = context.new_page()
        if address:
            page.goto(address)
        return page

    yield come
    for context in contexts:
        context.close()
    assert not trouble
