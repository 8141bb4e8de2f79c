"""A reader asks, a guest answers: with script and without; and a page whose time for questions is over."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.auditing import assert_nothing_found
from tests.browser.conftest import BOTH, DESK, PHONE, Screen, Visit
from tests.browser.desk import ask_guest
from tests.browser.doors import come_back_as, comment_with
from tests.readers import welcome
from tests.site import Site

QUIET = {DESK: "/council/library-mondays/", PHONE: "/sea-and-shore/lifeboat-dog/"}
OVER = "/culture/ballast-review/"


def ask(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Ask a question").fill(words)
    page.get_by_role("button", name="Ask the question").click()


@BOTH
def test_a_question_is_answered_directly_below(visit: Visit, site: Site, screen: Screen) -> None:
    address = QUIET[screen]
    asker, pilot = welcome(site, 2)
    ask_guest(site, address.split("/")[-2], guest=pilot.name)
    page = visit(screen)
    come_back_as(page, asker, site.base_url)
    page.goto(address)
    expect(page.get_by_text("Your questions are answered by")).to_contain_text("Harbour pilot")
    for words in ("How deep is it at low water?", "And who paints the buoys?"):
        ask(page, words)
        expect(comment_with(page, words)).to_be_visible()
    answering = visit(screen)
    come_back_as(answering, pilot, site.base_url)
    answering.goto(address)
    asked = comment_with(answering, "How deep is it")
    asked.get_by_role("link", name="Reply").click()
    # With script the form opens below the question, without it on a page of its own.
    form = asked.locator("form.comment-form") if screen.script else answering.locator("form.comment-form")
    form.get_by_role("textbox").fill("Nine metres at the pier.")
    form.get_by_role("button", name="Post comment").click()
    expect(comment_with(answering, "Nine metres").locator(".badge")).to_have_text("Harbour pilot")
    page.goto(address)
    texts = page.locator(".comments-in-order .comment-body").all_inner_texts()
    assert texts == ["How deep is it at low water?", "Nine metres at the pier.", "And who paints the buoys?"]
    page.get_by_role("link", name="Unanswered (1)").click()
    expect(comment_with(page, "How deep is it")).to_have_count(0)
    expect(comment_with(page, "And who paints")).to_be_visible()
    if screen.script:
        assert_nothing_found(page)


def test_when_it_is_over_replies_lead_to_a_page_of_their_own(visit: Visit, site: Site) -> None:
    asker, pilot = welcome(site, 2)
    slug = OVER.split("/")[-2]
    ask_guest(site, slug, guest=pilot.name)
    page = visit(DESK)
    come_back_as(page, asker, site.base_url)
    page.goto(OVER)
    ask(page, "How deep is it at low water?")
    expect(comment_with(page, "How deep is it")).to_be_visible()
    ask_guest(site, slug, guest=pilot.name, is_over=True)
    page.goto(OVER)
    expect(page.get_by_text("The time for questions is over.")).to_be_visible()
    comment_with(page, "How deep is it").get_by_role("link", name="Reply").click()
    expect(page.get_by_role("heading", name="Reply to")).to_be_visible()
