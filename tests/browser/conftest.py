"""A real Chromium, and readers in front of it: with script and without, on a phone and at a desk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

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
