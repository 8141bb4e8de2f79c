"""A reader opens the paper: everything is on the page, in the order in which it is read."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from standfirst.demo.manuscripts import Block, Chart, FactBox, Paragraph, PictureInText, PullQuote, ReadAlso, Subhead
from tests.browser.conftest import BOTH, DESK, Screen, Visit
from tests.browser.demo import address_of, edition, showpiece, story

EVERY_SCREEN = pytest.mark.parametrize(
    "screen",
    # Each width with and without script; light and dark with each of them.
    [
        Screen(360, True, "light"),
        Screen(360, False, "dark"),
        Screen(1280, True, "dark"),
        Screen(1280, False, "light"),
    ],
    ids=str,
)
ON_PAPER = ("/", "/news/", address_of(showpiece()), "/house-rules/", "/support/", "/account/login/")
LETTER = "A letter from the paper"


@EVERY_SCREEN
def test_a_story_is_read_in_this_order(visit: Visit, screen: Screen) -> None:
    page = visit(screen)
    page.goto(address_of(showpiece()))
    text = plain(page.get_by_role("main").inner_text())
    at = 0
    for piece in reading_order():
        found = text.find(plain(piece), at)
        assert found >= 0, f"Not after “{text[max(at - 80, 0) : at]}”: {piece}"
        at = found + len(plain(piece))
    assert_stand_one_after_another(furniture(page))
    headline = page.get_by_role("heading", level=1).bounding_box()
    # The window of a small phone, less what the browser takes of it.
    assert headline is not None
    assert headline["y"] + headline["height"] < 640


def plain(text: str) -> str:
    """As it is read: without mark-up, line breaks and capitals."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split()).casefold()


def reading_order() -> list[str]:
    """The words of the story page from top to bottom, as the demo's copy has them."""
    piece, paper = showpiece(), edition().paper
    assert piece.picture is not None
    linked = [block.story for block in piece.body if isinstance(block, ReadAlso)]
    titles = [story(slug).headline for slug in piece.related if slug not in linked]
    first = edition().conversation.comments[0]
    return [
        paper.adverts[0].label,
        paper.ask.heading,
        paper.ask.button,
        piece.kicker,
        piece.headline,
        piece.standfirst,
        piece.corrections[0].text,
        *[byline.name for byline in piece.bylines],
        "Updated",
        piece.picture.caption,
        piece.picture.credit,
        *[words for block in piece.body for words in words_of(block)],
        piece.copyright_notice,
        *[words for title in titles for words in ("Read:", title)],
        "Comments (55)",
        "house rules",
        first.text.partition("\n\n")[0],
        "Reply",
        "Report",
        "Leave a comment",
        "Post comment",
        "Cancel",
    ]


def words_of(block: Block) -> list[str]:
    match block:
        case Paragraph(html=html):
            return [html]
        case Subhead(text=text):
            return [text]
        case PictureInText(picture=picture):
            return [picture.caption, picture.credit]
        case PullQuote(quote=quote, attribution=attribution, role=role):
            return [quote, attribution, role]
        case ReadAlso(story=slug):
            return ["Read:", story(slug).headline]
        case FactBox(title=title, html=html):
            return [title, html]
        case Chart(title=title, source=source):
            return [title, source]


def furniture(page: Page) -> list[Locator]:
    piece = showpiece()
    assert piece.picture is not None
    return [
        page.get_by_text(edition().paper.adverts[0].label, exact=True),
        page.get_by_role("complementary", name=LETTER),
        page.locator(".story").get_by_text(piece.kicker, exact=True),
        page.get_by_role("heading", level=1, name=piece.headline),
        page.locator(".story").get_by_text(piece.bylines[0].name),
        page.get_by_role("img", name=piece.picture.alternative),
        page.locator(".story").get_by_text(piece.picture.credit).first,
        page.get_by_role("heading", name="Comments"),
        page.get_by_role("link", name="house rules").first,
        page.get_by_role("article", name="Comment by").first,
        page.get_by_role("textbox", name="Leave a comment"),
        page.get_by_role("button", name="Cancel"),
    ]


def assert_stand_one_after_another(parts: list[Locator]) -> None:
    """Each is visible, and below the one before."""
    tops = []
    for part in parts:
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box is not None
        tops.append(box["y"])
    assert all(above < below for above, below in pairwise(tops)), tops


@pytest.mark.parametrize("path", ON_PAPER)
def test_nothing_is_wider_than_a_small_phone(visit: Visit, path: str) -> None:
    page = visit(Screen(360))
    page.goto(path)
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("screen", [Screen(360), DESK], ids=str)
def test_nothing_jumps_while_it_loads(visit: Visit, screen: Screen) -> None:
    page = visit(screen)
    page.context.add_init_script(
        """self.jumps = [];
        new PerformanceObserver((list) => jumps.push(...list.getEntries().map((entry) => entry.value)))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    for path in ("/", address_of(showpiece())):
        page.goto(path)
        page.mouse.move(100, 300)
        for _ in range(6):
            page.mouse.wheel(0, 600)
            page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("jumps") == []


def test_pictures_say_their_size_and_what_they_show(visit: Visit) -> None:
    page = visit(DESK)
    page.goto(address_of(showpiece()))
    pictures = page.locator("img").all()
    assert len(pictures) >= 2
    for picture in pictures:
        assert int(picture.get_attribute("width") or 0) * int(picture.get_attribute("height") or 0)
        assert picture.get_attribute("alt")


@BOTH
def test_the_skip_link_leads_to_the_story(visit: Visit, screen: Screen) -> None:
    page = visit(screen)
    page.goto(address_of(showpiece()))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@BOTH
def test_everything_is_reached_with_the_tab_key_and_seen_to_be(visit: Visit, screen: Screen) -> None:
    page = visit(screen)
    page.goto(address_of(showpiece()))
    waiting: int = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea")].filter(
            (one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true })).length"""
    )
    assert waiting > 150
    reached = [step(page) for _ in range(waiting)]
    assert not [name for name, outline in reached if outline in {"none", "0px"}]
    assert len({name for name, _ in reached}) == waiting


def step(page: Page) -> tuple[str, str]:
    """One press of the key: where in the document the focus is now, and how it shows."""
    page.keyboard.press("Tab")
    place, outline = page.evaluate(
        """() => {
            const style = getComputedStyle(document.activeElement);
            const place = [...document.querySelectorAll("*")].indexOf(document.activeElement);
            return [`${place} ${document.activeElement.outerHTML.slice(0, 80)}`,
                style.outlineStyle === "none" ? "none" : style.outlineWidth];
        }"""
    )
    return place, outline


@BOTH
def test_the_ask_can_be_put_away(visit: Visit, screen: Screen) -> None:
    page = visit(screen)
    page.goto(address_of(showpiece()))
    letter, later = page.get_by_role("complementary", name=LETTER), page.get_by_role("button", name="Not now")
    if not screen.script:
        expect(later).to_be_hidden()
        return
    later.click()
    expect(letter).to_be_hidden()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("complementary", name=LETTER)).to_be_hidden()
