"""What the script does in place: nothing reloads, the focus goes where one reads on, and it is said aloud."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, Visit
from tests.browser.doors import come_back_as
from tests.readers import welcome
from tests.site import Site


@pytest.fixture(scope="module")
def long_talk(site: Site) -> tuple[str, int]:
    """A story with more comments than a page of them holds, one with many replies; its address, and its thread."""
    from standfirst.accounts.tests.factories import make_reader
    from standfirst.comments.tests.factories import make_comment, make_thread, story_of

    with site.open_database():
        thread = make_thread(headline="A long talk at the harbour")
        writer = make_reader("Ultan")
        first = make_comment(thread, "The first word.", author=writer)
        for number in range(6):
            make_comment(thread, f"Reply {number}.", author=writer, parent_id=first.pk)
        for number in range(64):
            make_comment(thread, f"Word {number}.", author=writer)
        return story_of(thread).url, thread.pk


def status(page: Page) -> Locator:
    return page.locator(".comments-in-order [role=status]")


def words_of(page: Page) -> list[str]:
    texts: list[str] = page.locator(".comments-in-order .comment-body").all_inner_texts()
    return texts


def mark(page: Page) -> None:
    """Whatever reloads loses it."""
    page.evaluate("window.stillHere = true")


def assert_not_reloaded(page: Page, path: str) -> None:
    assert page.evaluate("window.stillHere") is True
    assert page.evaluate("location.pathname + location.search") == path


def test_more_comments_replies_and_another_order(visit: Visit, long_talk: tuple[str, int]) -> None:
    page, (story, thread) = visit(DESK), long_talk
    page.goto(story)
    mark(page)
    before = len(words_of(page))

    page.get_by_role("link", name="3 more replies").press("Enter")
    expect(status(page)).to_have_text("Comments added below: 3")
    expect(page.locator(".comment:focus")).to_contain_text("Reply 3.")
    page.get_by_role("link", name="More comments").press("Enter")
    expect(page.get_by_text("Word 63.")).to_be_visible()
    expect(page.locator(".comment:focus")).to_have_count(1)
    assert len(words_of(page)) == len(set(words_of(page))) == 71 > before + 3

    page.get_by_role("link", name="Newest").press("Enter")
    expect(status(page)).to_have_text("Shown in this order: Newest")
    expect(page.get_by_role("link", name="Newest")).to_be_focused()
    assert words_of(page)[0] == "Word 63."
    assert_not_reloaded(page, story)

    # On a page of the thread itself the address names the order, and leads to it again.
    page.goto(f"/threads/{thread}/")
    mark(page)
    page.get_by_role("link", name="Newest").press("Enter")
    expect(status(page)).to_have_text("Shown in this order: Newest")
    assert_not_reloaded(page, f"/threads/{thread}/?sort=newest")
    page.reload()
    assert words_of(page)[0] == "Word 63."
    page.go_back()
    assert page.url.endswith(story)


def test_recommending_and_muting(visit: Visit, site: Site, long_talk: tuple[str, int]) -> None:
    page, (story, _) = visit(DESK), long_talk
    come_back_as(page, welcome(site)[0], site.base_url)
    page.goto(story)
    mark(page)
    recommend = page.get_by_role("button", name="Recommend Ultan’s comment").nth(2)
    expect(recommend).to_have_attribute("aria-pressed", "false")
    said = page.locator("own-marks [role=status]")
    for pressed, words in (
        ("true", "You recommend this comment."),
        ("false", "You have taken your recommendation back."),
    ):
        recommend.press("Enter")
        expect(said).to_have_text(words)
        expect(recommend).to_have_attribute("aria-pressed", pressed)
        expect(recommend).to_be_focused()
    assert_not_reloaded(page, story)

    page.get_by_role("link", name="Mute Ultan").first.click()
    page.get_by_role("button", name="Mute").click()
    page.get_by_role("link", name="Back to the conversation").click()
    expect(page.get_by_text("The first word.")).to_be_hidden()
    page.get_by_role("button", name="Show").first.press("Enter")
    expect(page.get_by_text("The first word.")).to_be_visible()
    expect(page.locator("article:focus")).to_contain_text("The first word.")
