"""An editor's day at the desk: two in one story, a story filed from a phone, a server that is away for a while."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from tests.browser.conftest import LONGEST_WAIT, Screen, Visit
from tests.browser.desk import number_of_section, number_of_story
from tests.browser.doors import enter_with_password
from tests.site import Site, until

PHONE_WITH_SCRIPT = Screen(390)
STORY = "kelp-cutters"
CORRECTED = "marine-diesel"
SAVED = "Saved"


def picture() -> bytes:
    """A small photograph, as a phone would send it."""
    file = io.BytesIO()
    Image.effect_noise((640, 480), 40).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def at_the_desk(chromium: Browser, site: Site, who: str) -> Page:
    """A browser of somebody's own, in which answers of 4xx and 5xx are part of the story."""
    page = chromium.new_context(base_url=site.base_url, viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(LONGEST_WAIT)
    enter_with_password(page, who)
    return page


def open_editor(page: Page, address: str) -> None:
    """The editor, once Wagtail has begun to look for changes: two seconds after it has loaded."""
    page.goto(address)
    loaded = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    until(lambda: page.evaluate(f"performance.now() > {loaded} + 2500"), what="the editor looking for changes")


def field(page: Page, name: str) -> str:
    return page.get_by_role("textbox", name=name).input_value()


def test_two_editors_keep_what_both_wrote(chromium: Browser, site: Site) -> None:
    address = f"/desk/pages/{number_of_story(site, STORY)}/edit/"
    aoife, fergal = at_the_desk(chromium, site, "aoife"), at_the_desk(chromium, site, "fergal")
    for page in (aoife, fergal):
        open_editor(page, address)
    aoife.get_by_role("textbox", name="Kicker").fill("Aoife's kicker")
    expect(aoife.get_by_text(SAVED, exact=True)).to_be_visible()
    fergal.get_by_role("textbox", name="Standfirst").fill("Fergal's standfirst.")
    note = fergal.locator(".sf-note")
    expect(note).to_contain_text("changed the kicker meanwhile; both are kept.")
    note.get_by_role("button", name="Show the whole text").click()
    expect(fergal.get_by_role("textbox", name="Kicker")).to_have_value("Aoife's kicker")
    assert field(fergal, "Standfirst") == "Fergal's standfirst."

    aoife.get_by_role("textbox", name="Standfirst").fill("Aoife's standfirst.")
    aoife.locator(".sf-note").get_by_role("link", name="See both texts").click()
    for words in ("Aoife's standfirst.", "Fergal's standfirst."):
        expect(aoife.get_by_text(words).first).to_be_visible()
    aoife.get_by_role("radio", name="Mixed by hand").check()
    aoife.get_by_role("textbox", name="Mixed by hand").fill("Their standfirst.")
    aoife.get_by_role("button", name="Save as chosen").click()
    expect(aoife.get_by_role("textbox", name="Standfirst")).to_have_value("Their standfirst.")
    for page in (aoife, fergal):
        page.context.close()


def test_a_text_that_can_not_be_saved_comes_back_after_a_reload(chromium: Browser, site: Site) -> None:
    page = at_the_desk(chromium, site, "aoife")
    open_editor(page, f"/desk/pages/{number_of_story(site, STORY)}/edit/")

    def away(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=503, body="{}", content_type="application/json")
        else:
            route.continue_()

    page.route("**/edit/", away)
    page.get_by_role("textbox", name="Dateline").fill("Written while the server was away")
    expect(page.locator(".sf-note")).to_contain_text("Your text is kept in this browser")
    page.unroute("**/edit/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert field(page, "Dateline") != "Written while the server was away"
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("textbox", name="Dateline")).to_have_value("Written while the server was away")
    page.context.close()


def test_a_correction_that_could_not_go_out_is_filled_in_again(chromium: Browser, site: Site) -> None:
    page = at_the_desk(chromium, site, "aoife")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/desk/stories/{number_of_story(site, CORRECTED)}/correct/")
    first = page.get_by_role("region", name="Body").locator("[contenteditable=true]").first
    first.click()
    expect(first).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" It was six.")
    page.get_by_role("radio", name="A correction").check()
    page.get_by_role("textbox", name="What was wrong and what is right").fill("It was seven.")

    def away(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=503, body="Away", content_type="text/html")
        else:
            route.continue_()

    page.route("**/correct/", away)
    page.get_by_role("button", name="Publish the correction").click()
    expect(page.get_by_text("Away")).to_be_visible()
    page.unroute("**/correct/")
    page.goto(f"/desk/stories/{number_of_story(site, CORRECTED)}/correct/")
    page.get_by_role("button", name="Bring it back").click()
    expect(first).to_contain_text("It was six.")
    expect(page.get_by_role("radio", name="A correction")).to_be_checked()
    assert field(page, "What was wrong and what is right") == "It was seven."
    page.get_by_role("button", name="Publish the correction").click()
    expect(page.get_by_text("is corrected.")).to_be_visible()
    page.wait_for_function("!Object.keys(localStorage).some((key) => key.includes('/correct/'))")
    page.context.close()


def test_a_story_with_a_photograph_from_a_phone(visit: Visit, site: Site) -> None:
    page = visit(PHONE_WITH_SCRIPT, height=844)
    enter_with_password(page, "aoife")
    page.goto(f"/desk/pages/add/stories/storypage/{number_of_section(site, 'news')}/")
    headline = "The pilot boat came home on the last of the ebb with a heron on its roof"
    box = page.get_by_role("textbox", name="Headline")
    box.fill(headline)
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight")
    page.get_by_role("button", name="Choose an image").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    photograph = FilePayload(name="IMG_0001.jpg", mimeType="image/jpeg", buffer=picture())
    dialog.locator("input[type=file]").set_input_files(photograph)
    dialog.get_by_role("textbox", name="Title").fill("A heron on the pilot boat")
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog).to_have_count(0)
    body = page.get_by_role("region", name="Body")
    body.get_by_role("button", name="Insert a block").click()
    page.get_by_role("option", name="Paragraph").click()
    body.get_by_role("textbox").last.press_sequentially("Nobody on board had noticed.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.get_by_role("button", name="Save draft")).to_be_in_viewport()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    said = re.compile(f"Page '{headline}' (created and|has been) published")
    expect(page.get_by_text(said)).to_be_visible()
    until(lambda: headline in site.ask("/news/").text, what="the story in its section")
