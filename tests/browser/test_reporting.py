"""A reader reports a comment, a moderator decides, and everybody gets a letter with the reason."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.auditing import assert_nothing_found
from tests.browser.conftest import BOTH, DESK, Screen, Visit
from tests.browser.demo import comments_under, mail_of, name_of
from tests.browser.doors import comment_with, enter_with_password, letter_about
from tests.site import Site, until

ADDRESS = "/news/post-office-clock/"
REASONS = "The clock is fair game, the man who winds it is not."


def report(page: Page, words: str, *, email: str) -> str:
    """The form, first with nothing said, then filled in; returns the reference the reader is given."""
    page.get_by_role("radio", name="Rude or insulting").check()
    page.get_by_role("textbox", name=re.compile("Your e-mail address")).fill(email)
    page.get_by_role("textbox", name="In your words").fill("  ")
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("alert").first).to_contain_text("What you wrote is kept.")
    expect(page.get_by_role("radio", name="Rude or insulting")).to_be_checked()
    page.get_by_role("textbox", name="In your words").fill(words)
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("heading", name="Thank you for your report")).to_be_visible()
    return page.get_by_role("main").locator("strong").inner_text()


@BOTH
def test_a_report_is_read_decided_and_answered(visit: Visit, site: Site, screen: Screen) -> None:
    comment = comments_under("post-office-clock")[0 if screen == DESK else 1]
    opening = re.split(r"(?<=[.?!])\s", comment.text.strip())[0].replace("\n", " ")
    reader, reporter = visit(screen), f"nosey{screen.width}@readers.example"
    reader.goto(ADDRESS)
    reported = comment_with(reader, opening)
    reported.get_by_role("link", name="Report").click()
    reference = report(reader, f"It mocks the winder, seen at {screen.width}.", email=reporter)
    assert re.fullmatch(r"[2-9B-DF-HJ-NP-TV-XZ]{10}", reference)
    assert "Rude or insulting" in letter_about(reader, reporter, reference)

    # Wagtail's admin needs script, so the desk has it on the phone as well.
    moderator = visit(Screen(screen.width))
    enter_with_password(moderator, "cormac")
    moderator.goto("/desk/queue/")
    moderator.get_by_role("row").filter(has_text=opening[:60]).get_by_role("link").click()
    expect(moderator.get_by_text(f"It mocks the winder, seen at {screen.width}.")).to_be_visible()
    remove(moderator, by_keyboard=screen == DESK)

    author = mail_of(comment.author)
    assert REASONS in letter_about(reader, author, REASONS)
    outcome = letter_about(reader, reporter, "the comment is no longer on the page")
    assert REASONS in outcome
    assert reference in outcome
    until(lambda: opening not in site.ask(ADDRESS).text, within=2, what="the comment is gone")
    reader.goto(ADDRESS)
    expect(reported).to_have_count(0)


def remove(page: Page, *, by_keyboard: bool) -> None:
    """Or with the mouse: a rule, the reasons, off it goes."""
    if by_keyboard:
        page.keyboard.press("x")
        expect(page.get_by_role("radio").first).to_be_focused()
        page.keyboard.press("1")
        page.keyboard.press("x")
        expect(page.get_by_role("textbox", name="Statement of reasons")).to_be_focused()
        page.keyboard.type(REASONS)
        page.keyboard.press("Control+Enter")
    else:
        page.get_by_role("button", name="Remove it").click()
        expect(page.get_by_role("alert").first).to_contain_text("Name the house rule")
        page.get_by_role("radio").first.check()
        page.get_by_role("textbox", name="Statement of reasons").fill(REASONS)
        page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("Decided: Remove.")).to_be_visible()


def test_a_shift_by_keyboard(visit: Visit) -> None:
    page = visit(DESK)
    enter_with_password(page, "fergal")
    page.goto("/desk/queue/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".queue-open").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desk/queue/\d+/"))
    first = page.url
    page.keyboard.press("n")
    page.wait_for_url(re.compile(rf"/desk/queue/(?!{first.split('/')[-2]}/)\d+/"))
    page.keyboard.press("q")
    page.wait_for_url("**/desk/queue/")
    held = page.get_by_role("row").filter(has_text=name_of("sile"))
    held.get_by_role("link").click()
    expect(page.get_by_role("button", name=re.compile("^Publish"))).to_be_visible()
    page.keyboard.press("p")
    expect(page.get_by_text("Decided: Publish.")).to_be_visible()
    letter = letter_about(page, mail_of("sile"), "it has appeared")
    assert re.search(r"/comments/\d+/", letter)


def test_the_desk_fits_a_phone_and_axe_finds_nothing(visit: Visit) -> None:
    page = visit(DESK)
    enter_with_password(page, "cormac")
    page.goto("/desk/queue/")
    assert_fits_and_passes(page)
    page.get_by_role("row").filter(has_text=name_of("wrack")).get_by_role("link").click()
    expect(page.get_by_role("button", name="Don’t publish")).to_be_visible()
    assert_fits_and_passes(page)


def assert_fits_and_passes(page: Page) -> None:
    assert_nothing_found(page)
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.querySelector('main').scrollWidth") <= 360
    page.set_viewport_size({"width": 1280, "height": 800})
