"""Whole journeys through the conversation: of a new reader without script on a phone, and by keyboard at a desk."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.doors import ask_for_code, comment_with, latest_code, new_code, press
from tests.site import until

STORY = "/opinion/lit-window/"
NAME = "Your name by your comments"


def other_comment(page: Page) -> re.Match[str]:
    """The number of a comment that somebody else wrote."""
    address = page.locator(".comment-words a[href$='/mute/']").first.get_attribute("href")
    found = re.search(r"/comments/(\d+)/", address or "")
    assert found is not None
    return found


def test_a_new_reader_without_script(visit: Visit) -> None:
    page = visit(PHONE)
    page.goto(STORY)
    number = other_comment(page)[1]
    page.get_by_role("link", name="Newest").click()
    expect(page.get_by_role("link", name="Newest")).to_have_attribute("aria-current", "true")
    assert page.url.endswith("?sort=newest")

    # Writing: a look at it first, then the words wait until we know who it is.
    page.get_by_role("textbox", name="Leave a comment").fill("The *lamp* is older than the wall.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview em")).to_have_text("lamp")
    page.get_by_role("button", name="Post comment").click()
    ask_for_code(page, "blathnaid@readers.example")
    expect(page.get_by_role("heading", name="Your first comment: the house rules in brief")).to_be_visible()
    for name in ("Staff", "Bláthnaid"):
        page.get_by_role("textbox", name=NAME).fill(name)
        page.get_by_role("button", name="Take this name and post the comment").click()
    expect(comment_with(page, "The lamp is older than the wall.")).to_contain_text("Bláthnaid")

    # Others: each thing done says that it is done, and leads back.
    page.get_by_role("button", name=re.compile("^Recommend")).first.click()
    assert re.search(r"#comment-\d+$", page.url)
    page.get_by_role("link", name="Follow this conversation").click()
    page.get_by_role("button", name="Follow it").click()
    expect(page.get_by_role("heading", name="You follow this conversation")).to_be_visible()
    page.goto(f"/comments/{number}/mute/")
    page.get_by_role("button", name="Mute").click()
    expect(page.get_by_role("button", name=re.compile("^Hear .* again$"))).to_be_visible()
    page.get_by_role("link", name="Back to the conversation").click()

    # One's own: from the foot of every page, with the name in the masthead.
    page.get_by_role("link", name="Your page").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Bláthnaid")).to_be_visible()
    page.get_by_role("link", name="Your comments").click()
    page.get_by_role("link", name="Edit").click()
    page.get_by_role("textbox", name="Your words").fill("The lamp is older than the door.")
    page.get_by_role("button", name="Save the new words").click()
    expect(comment_with(page, "The lamp is older than the door.")).to_contain_text("edited")
    page.goto("/comments/yours/")
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    page.get_by_role("link", name="Back to the conversation").click()
    expect(comment_with(page, "The lamp is older than the door.")).to_have_count(0)


def test_a_new_reader_by_keyboard(visit: Visit) -> None:
    page, address = visit(DESK), "caoimhe@readers.example"
    page.goto(STORY)
    press(page, page.get_by_role("link", name="Skip to the content"))
    press(page, page.get_by_role("link", name="Leave a comment"))
    text = page.get_by_role("textbox", name="Leave a comment")
    press(page, text, "Shift")
    page.keyboard.type("She lit it *every* night.")
    press(page, page.get_by_role("button", name="Preview"))
    preview = page.get_by_role("region", name="Preview of your comment")
    expect(preview).to_be_focused()
    expect(preview.locator("em")).to_have_text("every")
    press(page, page.get_by_role("button", name="Post comment"))

    # Signing in with a code, and a name.
    before = latest_code(page, address)
    press(page, page.get_by_role("textbox", name="E-mail address"), "Shift")
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    code = until(lambda: new_code(page, address, before), what="a code")
    press(page, page.get_by_role("textbox", name="Code"), "Shift")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name=NAME)).to_be_visible()
    press(page, page.get_by_role("textbox", name=NAME), "Shift")
    page.keyboard.type("Caoimhe")
    page.keyboard.press("Enter")

    # The Tab key goes on at one's comment.
    own = comment_with(page, "She lit it every night.")
    expect(own).to_be_in_viewport()
    expect(own.get_by_role("link", name="Edit")).to_be_visible()
    press(page, own.get_by_role("link", name="Edit"))
    press(page, page.get_by_role("textbox", name="Your words"), "ControlOrMeta+a")
    page.keyboard.type("She lit it every evening.")
    press(page, page.get_by_role("button", name="Save the new words"))
    own = comment_with(page, "She lit it every evening.")
    press(page, own.get_by_role("link", name="Delete"))
    press(page, page.get_by_role("button", name="Delete it"))
    expect(page.get_by_role("heading", name="Your comment is deleted")).to_be_visible()


def test_a_draft_outlives_its_window_until_it_is_posted(visit: Visit) -> None:
    page, words = visit(DESK), "A lamp in a window is a promise."
    page.goto("/culture/band-hundred/")
    page.get_by_role("textbox", name="Leave a comment").fill(words)
    context = page.context
    page.close()
    page = context.new_page()
    page.goto("/culture/band-hundred/")
    expect(page.get_by_role("textbox", name="Leave a comment")).to_have_value(words)
    page.get_by_role("button", name="Post comment").click()
    ask_for_code(page, "draft@readers.example")
    page.get_by_role("textbox", name=NAME).fill("Dervla Draft")
    page.get_by_role("button", name="Take this name and post the comment").click()
    expect(comment_with(page, words)).to_have_count(1)
    expect(page.get_by_role("textbox", name="Leave a comment")).to_be_empty()
