"""The ways in: with a code from a letter, with a password, or with a session that was there before."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.readers import Reader
from tests.site import until

EMAIL = re.compile("e-?mail", re.IGNORECASE)


def ask_for_code(page: Page, address: str) -> None:
    """On the sign-in page: give the address, read the code in the letter that comes, enter it."""
    before = latest_code(page, address)
    page.get_by_role("textbox", name=EMAIL).fill(address)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    code = until(lambda: new_code(page, address, before), what=f"a code for {address}")
    page.get_by_role("textbox", name="Code").fill(code)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def new_code(page: Page, address: str, before: str) -> str:
    code = latest_code(page, address)
    return code if code != before else ""


def latest_code(page: Page, address: str) -> str:
    """The code in the newest letter to this address, as another tab shows it; empty if there is none."""
    letters = letters_to(page, address)
    found = [re.search(r"^\s*([0-9A-Z]{3,4}-[0-9A-Z]{3,4})\s*$", text, re.MULTILINE) for text in letters]
    return next((match.group(1) for match in found if match), "")


def letters_to(page: Page, address: str) -> list[str]:
    """The letters to somebody, newest first, read on the demo's page in another tab."""
    tab = page.context.new_page()
    tab.goto("/demo/mail/")
    letters = tab.get_by_role("article").filter(has_text=f"To {address} ")
    texts: list[str] = letters.all_inner_texts()
    tab.close()
    return texts


def letter_about(page: Page, address: str, words: str) -> str:
    """The letter to somebody that holds these words, as soon as it has come."""

    def found() -> str:
        return next((text for text in letters_to(page, address) if words in text), "")

    return until(found, what=f"a letter to {address} about {words}")


def enter_with_password(page: Page, name: str) -> None:
    """As one of the demo's people, through the form for staff."""
    page.goto("/account/login/password/")
    page.get_by_role("textbox", name=EMAIL).fill(f"{name}@dunmara.example")
    page.get_by_role("textbox", name="Password").fill(f"{name}-at-the-harbour")
    page.get_by_role("main").get_by_role("button", name="Sign in").first.click()
    expect(page.get_by_text(re.compile("You are signed in as"))).to_be_visible()


def come_back_as(page: Page, reader: Reader, base_url: str) -> None:
    """As a reader who has been here before."""
    cookies = reader.cookies.items()
    page.context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in cookies])


def comment_with(page: Page, words: str) -> Locator:
    """The published comment that says so."""
    return page.locator(".comment:not(.is-own)").filter(has=page.get_by_text(words))


def go_to(page: Page, target: Locator, presses: int = 80) -> Locator:
    """With the Tab key, as somebody does who has no mouse."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return target
    raise AssertionError(f"The Tab key does not come to {target}.")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go there with the Tab key and press it."""
    go_to(page, target)
    page.keyboard.press(key)
