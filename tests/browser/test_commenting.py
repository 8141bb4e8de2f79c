"""A reader leaves a comment: signed in or not yet, with script or without; it appears, or says why not."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import BOTH, DESK, Screen, Visit
from tests.browser.demo import comments_under, mail_of, name_of
from tests.browser.desk import close_comments, withdraw
from tests.browser.doors import ask_for_code, come_back_as, comment_with
from tests.readers import welcome
from tests.site import Site, until

CAR_PARK = "/council/car-park-vote/"
LIT_WINDOW = "/opinion/lit-window/"


def write(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Leave a comment").fill(words)
    page.get_by_role("button", name="Post comment").click()


def count_told(page: Page) -> int:
    """The number in "Comments (55)"."""
    heading = page.get_by_role("heading", name="Comments").inner_text()
    return int(re.sub(r"\D", "", heading))


def test_words_survive_the_sign_in_of_a_new_reader(visit: Visit) -> None:
    page, words = visit(DESK), "I parked there on a wet day."
    page.goto(CAR_PARK)
    before = count_told(page)
    write(page, words)
    expect(page.get_by_text("Your comment is kept.")).to_be_visible()
    ask_for_code(page, "grainne@readers.example")
    expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("textbox", name="Your name by your comments").fill("Gráinne")
    page.get_by_role("button", name="Take this name and post the comment").click()
    expect(comment_with(page, words)).to_contain_text("Gráinne")
    assert re.search(r"#comment-\d+$", page.url)
    assert count_told(page) == before + 1


@BOTH
def test_a_reply_survives_the_sign_in(visit: Visit, screen: Screen) -> None:
    first = comments_under("lit-window")[0]
    opening = first.text.split(".")[0]
    page, words = visit(screen), f"Answered on a screen of {screen.width}."
    page.goto(LIT_WINDOW)
    answered = comment_with(page, opening)
    answered.get_by_role("link", name="Reply").click()
    # With script the form opens below the comment, without it on a page of its own that quotes it.
    form = answered.locator("form") if screen.script else page.locator("form.comment-form")
    form.get_by_role("textbox").fill(words)
    form.get_by_role("button", name="Post comment").click()
    ask_for_code(page, mail_of("con" if screen.script else "eoin"))
    reply = comment_with(page, words)
    expect(reply).to_contain_text(f"in reply to {name_of(first.author)}")
    write(page, f"And now signed in, {screen.width}.")
    expect(comment_with(page, f"And now signed in, {screen.width}.")).to_be_visible()


@BOTH
def test_a_held_comment_says_why(visit: Visit, site: Site, screen: Screen) -> None:
    page, words = visit(screen), f"The shadow reaches our yard at {screen.width}."
    come_back_as(page, welcome(site)[0], site.base_url)
    page.goto("/council/hill-turbine/")
    write(page, words)
    expect(page.get_by_role("heading", name="A moderator reads your comment first")).to_be_visible()
    expect(page.get_by_text("Every comment on this story is read by a moderator before it appears.")).to_be_visible()
    page.get_by_role("link", name="Back to the conversation").click()
    expect(comment_with(page, words)).to_have_count(0)
    own = page.locator("#own-comments").get_by_text(words)
    if screen.script:
        expect(own).to_be_visible()
        expect(page.get_by_role("textbox", name="Leave a comment")).to_be_empty()


@BOTH
def test_a_button_pressed_five_times_posts_once(visit: Visit, site: Site, screen: Screen) -> None:
    page, words = visit(screen), f"Twice the finger, once the word: {screen.width}."
    come_back_as(page, welcome(site)[0], site.base_url)
    page.goto("/sea-and-shore/carrick-light/")
    before = count_told(page)
    page.get_by_role("textbox", name="Leave a comment").fill(words)
    page.get_by_role("button", name="Post comment").click(click_count=5)
    expect(comment_with(page, words)).to_have_count(1)
    assert count_told(page) == before + 1


@BOTH
def test_a_comment_that_is_too_long_comes_back_whole(visit: Visit, site: Site, screen: Screen) -> None:
    page, words = visit(screen), "The tide went out. " * 400
    come_back_as(page, welcome(site)[0], site.base_url)
    page.goto("/culture/film-club/")
    write(page, words)
    expect(page.get_by_role("alert")).to_contain_text("longer than 5,000 letters")
    text = page.get_by_role("textbox", name="Your words")
    expect(text).to_have_value(words)
    text.fill("The tide went out.")
    page.get_by_role("button", name="Post comment").click()
    expect(comment_with(page, "The tide went out.").first).to_be_visible()


@BOTH
def test_a_conversation_that_closes_meanwhile_keeps_the_words(visit: Visit, site: Site, screen: Screen) -> None:
    slug = "song-tape" if screen.script else "book-stall"
    page = visit(screen)
    come_back_as(page, welcome(site)[0], site.base_url)
    page.goto(f"/culture/{slug}/")
    page.get_by_role("textbox", name="Leave a comment").fill("I have the other side of that tape.")
    close_comments(site, slug)
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("alert")).to_contain_text("This conversation has closed meanwhile.")
    expect(page.get_by_role("textbox", name="Your words")).to_have_value("I have the other side of that tape.")
    until(lambda: "This conversation is closed." in site.ask(f"/culture/{slug}/").text, within=2)
    page.goto(f"/culture/{slug}/")
    expect(page.get_by_text("This conversation is closed.")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)


@BOTH
def test_a_story_withdrawn_while_the_reader_types_keeps_the_words(visit: Visit, site: Site, screen: Screen) -> None:
    slug = "tern-count" if screen.script else "saturday-walk"
    page = visit(screen)
    come_back_as(page, welcome(site)[0], site.base_url)
    page.goto(f"/sea-and-shore/{slug}/")
    page.get_by_role("textbox", name="Leave a comment").fill("I counted them too.")
    withdraw(site, slug, reason="The count was of another shore.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your words")).to_have_value("I counted them too.")
    page.goto(f"/sea-and-shore/{slug}/")
    expect(page.get_by_role("heading", name="This story has been withdrawn")).to_be_visible()
    expect(page.get_by_text("The count was of another shore.")).to_be_visible()


@BOTH
def test_cancel_empties_the_form(visit: Visit, screen: Screen) -> None:
    page = visit(screen)
    page.goto("/culture/band-hundred/")
    text = page.get_by_role("textbox", name="Leave a comment")
    text.fill("On second thoughts")
    page.get_by_role("button", name="Cancel").click()
    expect(text).to_be_empty()


def test_cancelling_a_reply_leads_back_to_where_it_began(visit: Visit) -> None:
    page = visit(DESK)
    page.goto(LIT_WINDOW)
    link = page.get_by_role("link", name="Reply").first
    link.click()
    form = page.locator("article .comment-form")
    form.get_by_role("button", name="Cancel").click()
    expect(form).to_have_count(0)
    expect(link).to_be_focused()
