"""A reader supports the paper: from the letter on the page to thanks, a receipt and books that balance."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.auditing import assert_nothing_found
from tests.browser.conftest import BOTH, DESK, Screen, Visit
from tests.browser.demo import address_of, showpiece
from tests.browser.doors import letter_about
from tests.site import Site

CHECKOUT = re.compile(r"/checkout/[^/]+/$")


def choose(page: Page, *, amount: str, rhythm: str, email: str) -> None:
    """On the page of support: an amount, a rhythm, an address; then on to the checkout."""
    page.get_by_role("radio", name=amount).check()
    page.get_by_role("radio", name=rhythm).check()
    page.get_by_role("textbox", name="Your e-mail address").fill(email)
    page.get_by_role("button", name="Go on to payment").click()
    page.wait_for_url(CHECKOUT)


@BOTH
def test_from_the_ask_to_the_receipt(visit: Visit, screen: Screen) -> None:
    page, email = visit(screen), f"giver{screen.width}@readers.example"
    page.goto(address_of(showpiece()))
    # On a phone the amounts stand in the letter at the end of the story.
    page.get_by_role("complementary", name="letter from the paper").get_by_role("link", name="€25").click()
    expect(page.get_by_role("radio", name="€25")).to_be_checked()
    choose(page, amount="€10", rhythm="Every month", email=email)
    expect(page.get_by_text("No money moves.")).to_be_visible()
    page.get_by_role("button", name="Pay €10").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    letter = letter_about(page, email, "€10")
    assert re.search(r"receipt", letter, re.IGNORECASE)
    assert "every month" in letter.casefold()
    page.get_by_role("link", name="Back to the story").click()
    expect(page.get_by_role("heading", level=1, name=showpiece().headline)).to_be_visible()


@BOTH
def test_an_amount_of_ones_own(visit: Visit, screen: Screen) -> None:
    page, email = visit(screen), f"own{screen.width}@readers.example"
    page.goto("/support/")
    page.get_by_role("textbox", name="Your e-mail address").fill(email)
    other = page.get_by_role("textbox", name="Another amount")
    other.fill("a fiver")
    page.get_by_role("button", name="Go on to payment").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(other).to_have_value("a fiver")
    other.fill("7.50")
    page.get_by_role("button", name="Go on to payment").click()
    page.wait_for_url(CHECKOUT)
    expect(page.get_by_role("button", name="Pay €7.50")).to_be_visible()


@BOTH
def test_a_declined_card_loses_nothing(visit: Visit, screen: Screen) -> None:
    page = visit(screen)
    page.goto("/support/")
    choose(page, amount="€5", rhythm="Once", email=f"declined{screen.width}@readers.example")
    page.get_by_role("button", name="Let the card be declined").click()
    expect(page.get_by_role("heading", name="Nothing was paid")).to_be_visible()
    expect(page.get_by_text("The card was declined and no money was taken.")).to_be_visible()
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("button", name="Go on to payment")).to_be_visible()


def test_axe_finds_nothing_on_the_way(visit: Visit) -> None:
    page = visit(DESK)
    page.goto("/support/")
    page.get_by_role("textbox", name="Your e-mail address").fill("axe@readers.example")
    other = page.get_by_role("textbox", name="Another amount")
    other.fill("nothing")
    page.get_by_role("button", name="Go on to payment").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert_nothing_found(page)
    other.clear()
    choose(page, amount="€5", rhythm="Once", email="axe@readers.example")
    assert_nothing_found(page)
    page.get_by_role("button", name="Pay €5").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert_nothing_found(page)


def test_going_back_from_the_checkout(visit: Visit, site: Site) -> None:
    page = visit(DESK)
    page.goto("/support/")
    choose(page, amount="€5", rhythm="Once", email="back@readers.example")
    page.get_by_role("button", name="Cancel and go back").click()
    expect(page.get_by_role("heading", name="Nothing was paid")).to_be_visible()
    expect(page.get_by_text("You went back before paying, and no money was taken.")).to_be_visible()
    assert "The books agree to the cent." in site.command("books", "--check")
