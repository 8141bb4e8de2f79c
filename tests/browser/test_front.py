"""An editor runs the front on a phone, with nothing but keys; readers find it so."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screen, Visit
from tests.browser.doors import enter_with_password
from tests.site import Site, until

PHONE = Screen(390)
LONGEST_TO_READERS = 2.0


def headlines(band: Locator) -> list[str]:
    return band.locator(".front-words > a").all_inner_texts()


def press(page: Page, button: Locator) -> None:
    """By its key; the story that moved keeps the focus, so the next press can follow."""
    said = page.get_by_role("status").filter(has_text=re.compile("put|pinned"))
    before = said.inner_text() if said.count() else ""
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#front-said")).not_to_have_text(before)
    expect(page.locator("front-desk")).not_to_have_attribute("aria-busy", "true")


def test_five_stories_are_reordered_by_keyboard_and_one_is_pinned_until_tomorrow(visit: Visit, site: Site) -> None:
    page = visit(PHONE)
    enter_with_password(page, "aoife")
    page.goto("/desk/front/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    band = page.get_by_role("region", name="Council")
    before = headlines(band)
    assert len(before) == 5
    for place in range(4):
        last = headlines(band)[-1]
        for _step in range(4 - place):
            press(page, band.get_by_role("button", name=f"Move up: {last}"))
            expect(band.get_by_role("button", name=re.compile(f"Move (up|down): {re.escape(last)}")).and_(
                page.locator(":focus")
            )).to_have_count(1)  # fmt: skip
        expect(page.locator("#front-said")).to_contain_text(f"“{last}” into Council, place {place + 1}")
    wanted = list(reversed(before))
    assert headlines(band) == wanted

    band.get_by_text("Pin or move").first.focus()
    page.keyboard.press("Enter")
    while page.evaluate("document.activeElement.value") != "pin":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#front-said")).to_contain_text(f"pinned “{wanted[0]}” in Council, place 1, until")
    expect(band.get_by_text(re.compile(r"Pinned until .*, 07:00")).first).to_be_visible()

    def as_readers_see_it() -> list[str]:
        text = site.ask("/").text
        return sorted(wanted, key=lambda headline: text.find(headline))

    until(lambda: as_readers_see_it() == wanted, within=LONGEST_TO_READERS, what="the new order on the front")
