"""Takes the pictures in docs/pictures: the demo paper as readers and staff see it, wide and narrow, light and dark.

Starts a site of its own in a temporary folder, and a Chromium (STANDFIRST_CHROMIUM, or the usual names).
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
PICTURES = REPOSITORY / "docs" / "pictures"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
LARGEST_FILE = 250_000
LONGEST_START = 300
STORY = "/news/pier-wrong-sea/"
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


@dataclass(frozen=True)
class Format:
    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """One page of the paper: how to get there, and as whom."""

    name: str
    show: Callable[[Page], object]
    part: str = ""


@dataclass(frozen=True)
class Paper:
    """The running site, and its people by their part: address and password."""

    base_url: str
    people: dict[str, tuple[str, str]]


FORMATS = (Format("desk", 1280, 1200), Format("phone", 360, 1000))


def show_thread(page: Page) -> None:
    page.goto(f"{STORY}#comments")
    page.locator("#comments").scroll_into_view_if_needed()


def show_item(page: Page) -> None:
    page.goto("/desk/queue/")
    page.locator(".queue-open").first.click()
    page.locator(".judging").wait_for()


def show_editor(page: Page) -> None:
    page.goto(STORY)
    page.get_by_role("link", name="Edit this story").click()
    page.get_by_role("textbox", name="Headline").wait_for()
    if (page.viewport_size or {"width": 0})["width"] > 1000:
        page.get_by_role("button", name="Toggle preview").click()
        page.frame_locator("#w-preview-iframe").get_by_role("heading", level=1).wait_for()


PAGES = (
    Picture("front", lambda page: page.goto("/")),
    Picture("story", lambda page: page.goto(STORY)),
    Picture("thread", show_thread),
    Picture("live", lambda page: page.goto("/sea-and-shore/king-tide/")),
    Picture("search", lambda page: page.goto("/search/?q=pier")),
    Picture("support", lambda page: page.goto("/support/")),
    Picture("queue", lambda page: page.goto("/desk/queue/"), part="moderator"),
    Picture("item", show_item, part="moderator"),
    Picture("editor", show_editor, part="editor"),
    Picture("dashboard", lambda page: page.goto("/desk/"), part="editor"),
    Picture("fronts", lambda page: page.goto("/desk/front/"), part="editor"),
)


def main() -> int:
    program = os.environ.get("STANDFIRST_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if program is None:
        print("error: there is no Chromium here; install one, or name it in STANDFIRST_CHROMIUM.")
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_paper() as paper, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for shape in FORMATS:
            for scheme in SCHEMES:
                take_all(browser, paper, shape=shape, scheme=scheme)
        browser.close()
    return 0


def take_all(browser: Browser, paper: Paper, *, shape: Format, scheme: Literal["light", "dark"]) -> None:
    """Every page in one format and scheme; whoever is needed signs in first."""
    for part in ("", "moderator", "editor"):
        context = browser.new_context(
            base_url=paper.base_url,
            viewport={"width": shape.width, "height": shape.height},
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        page = context.new_page()
        if part:
            sign_in(page, *paper.people[part])
        for picture in PAGES:
            if picture.part == part:
                picture.show(page)
                file = PICTURES / f"{picture.name}-{shape.name}-{scheme}.png"
                print(f"{file.name}: {keep(take(page), file) // 1000} kB", flush=True)
        context.close()


def sign_in(page: Page, address: str, password: str) -> None:
    page.goto("/account/login/password/")
    page.locator("[name=login]").fill(address)
    page.locator("[name=password]").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").first.click()
    page.wait_for_url("**/your/page/")


def take(page: Page) -> bytes:
    """What stands in the window, once everything in it has come."""
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """async () => {
            await document.fonts.ready;
            const places = new Map([...document.images].map((one) => [one, one.getBoundingClientRect()]));
            const seen = [...places].filter(([, place]) => place.bottom > 0 && place.top < innerHeight);
            await Promise.all(seen.map(([one]) => one.decode().catch(() => {})));
            const moving = document.getAnimations().filter((one) => one instanceof CSSTransition);
            await Promise.allSettled(moving.map((one) => one.finished));
        }"""
    )
    return page.screenshot()


def keep(shot: bytes, file: Path) -> int:
    """Write it with as many colours as fit into LARGEST_FILE; returns its bytes."""
    picture = Image.open(BytesIO(shot)).convert("RGB")
    for colours in (256, 192, 128, 96, 64, 32):
        packed = BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if packed.tell() < LARGEST_FILE:
            break
    return file.write_bytes(packed.getvalue())


@contextmanager
def running_paper() -> Iterator[Paper]:
    """A demo paper on a free port, gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="standfirst-pictures-"))
    port = free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STANDFIRST_")}
    site = subprocess.Popen(
        [sys.executable, "-m", "standfirst", "run", "--port", str(port)],
        cwd=REPOSITORY,
        env={**inherited, "STANDFIRST_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_ready(site)
        wait_until_drawn(f"http://127.0.0.1:{port}")
        yield Paper(base_url=f"http://127.0.0.1:{port}", people=people_of(home))
    finally:
        site.terminate()
        site.wait()
        shutil.rmtree(home, ignore_errors=True)


def wait_until_ready(site: subprocess.Popen[str]) -> None:
    """Until the site says so; what it says before is passed on. Raises RuntimeError where it ends or takes too long."""
    lines: Iterable[str] = site.stdout or []
    too_long = threading.Timer(LONGEST_START, site.kill)
    too_long.start()
    for line in lines:
        print(line, end="", flush=True)
        if line.startswith("ready:"):
            too_long.cancel()
            # A full pipe would stop it.
            threading.Thread(target=lambda: [*lines], daemon=True).start()
            return
    too_long.cancel()
    raise RuntimeError("The site did not start; what is wrong stands above.")


def wait_until_drawn(base_url: str) -> None:
    """Until the worker has drawn what front and story show, which it does after everything else."""
    until = time.monotonic() + LONGEST_START
    for path, drawn in (("/", "fill-1280x720.format-avif"), (STORY, "width-1600.format-avif")):
        while drawn not in urlopen(base_url + path).read().decode():  # noqa: S310 - our own site
            if time.monotonic() > until:
                raise RuntimeError(f"The pictures of {path} were not drawn in time.")
            time.sleep(1)


def people_of(home: Path) -> dict[str, tuple[str, str]]:
    """The demo's people, from the list that the site prints."""
    lines = (home / "demo-people.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines]
    return {line[0]: (line[1], line[2]) for line in words if len(line) == 3 and "@" in line[1]}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
