"""A reporter writes a live blog on a phone; who has the page open sees it grow, and never loses their place."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.auditing import assert_nothing_found
from tests.browser.conftest import Screen, Visit
from tests.browser.demo import address_of, edition, story
from tests.browser.desk import number_of_story
from tests.browser.doors import enter_with_password
from tests.site import Site

POCKET = Screen(390)
WORDS = "The harbour master has **closed** the inner gate."
BETTER_WORDS = "The harbour master has closed both gates."
A_WHILE = 30_000


def test_what_a_reporter_posts_on_a_phone_arrives_where_somebody_reads(visit: Visit, site: Site) -> None:
    live = story(edition().live.story)
    reader = visit(POCKET)
    reader.clock.install()
    reader.goto(address_of(live))
    reading = reader.get_by_role("heading", name="Slip Street counts its doors")
    reading.scroll_into_view_if_needed()
    place = top_of(reader, "Slip Street counts its doors")

    reporter = visit(POCKET)
    enter_with_password(reporter, "mairin")
    reporter.goto(f"/desk/stories/{number_of_story(site, live.slug)}/live/")
    reporter.get_by_label("Text").fill(WORDS)
    reporter.get_by_label("Headline").fill("The gate is shut")
    expect(reporter.get_by_label("Byline")).to_contain_text("Máirín Kehoe")
    reporter.get_by_label("Text").press("Control+Enter")
    expect(reporter.get_by_role("heading", name="The gate is shut")).to_be_visible()

    reader.clock.fast_forward(A_WHILE)
    news = reader.get_by_role("button", name="1 new entry")
    expect(news).to_be_visible()
    expect(reader.locator(".live-said")).to_have_text("1 new entry")
    assert reader.get_by_role("heading", name="The gate is shut").count() == 0
    assert top_of(reader, "Slip Street counts its doors") == place
    news.press("Enter")
    arrived = reader.locator(".live-entry").filter(has_text="The gate is shut")
    expect(arrived).to_be_in_viewport()
    expect(arrived).to_be_focused()
    expect(arrived.get_by_text("Máirín Kehoe")).to_be_visible()

    assert_nothing_found(reporter)
    reporter.get_by_role("link", name="Edit or correct").first.click()
    reporter.get_by_label("Text").fill(BETTER_WORDS)
    reporter.get_by_role("button", name="Save").click()
    expect(reporter.get_by_text("Saved.")).to_be_visible()
    reader.clock.fast_forward(A_WHILE)
    expect(arrived.get_by_text(BETTER_WORDS)).to_be_visible()
    expect(arrived).to_be_focused()

    arrived.get_by_role("link").first.click()
    expect(reader.locator(".live-entry").first).to_contain_text(BETTER_WORDS)


def top_of(page: Page, heading: str) -> float:
    """How far from the top of the screen it stands."""
    box = page.get_by_role("heading", name=heading).bounding_box()
    assert box is not None
    return round(box["y"])
