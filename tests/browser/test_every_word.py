"""No word is lost at the desk: not one typed before the editor looks, while a save answers, or just before a save."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from standfirst.stories.tests.test_pasting import DOCS, WORD
from tests.browser.test_desk_day import at_the_desk, open_editor
from tests.site import Site, until

# What a browser hands over when somebody pastes.
PASTE = """(box, [rich, words]) => {
    const clipboardData = new DataTransfer();
    if (rich) clipboardData.setData("text/html", rich);
    clipboardData.setData("text/plain", words);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
# Saves reach the server, and their answers wait until they are let go.
HOLD = """() => {
    const ask = window.fetch;
    window.held = [];
    window.fetch = async (address, options = {}) => {
        const answer = await ask(address, options);
        if (options.method?.toLowerCase() === "post" && String(address).endsWith("/edit/"))
            await new Promise((go) => window.held.push(go));
        return answer;
    };
    window.letGo = () => { window.fetch = ask; for (const go of window.held) go(); };
}"""


@pytest.fixture
def story(site: Site) -> int:
    """A public story of the test's own: what one test has written is not met by the next."""
    from standfirst.stories.tests.factories import make_story

    words = ("The band has played on the quay for a hundred years.", "It plays on Sunday at three.")
    body = [("paragraph", f"<p>{text}</p>") for text in words]
    with site.open_database():
        story = make_story("A hundred years of brass", standfirst="They began with four horns.", body=body)
        return int(story.pk)


def editor(story: int) -> str:
    return f"/desk/pages/{story}/edit/"


def content(site: Site, story: int) -> dict[str, object]:
    """The latest text of the story, as its revision holds it."""
    from standfirst.stories.models import StoryPage

    with site.open_database():
        revision = StoryPage.objects.get(pk=story).get_latest_revision()
        found: dict[str, object] = revision.content if revision is not None else {}
        return found


def is_saved(site: Site, story: int, words: str) -> None:
    until(
        lambda: words in json.dumps(content(site, story), ensure_ascii=False), what=f"“{words}” in the latest version"
    )


def paragraphs(page: Page) -> Locator:
    shown = "[data-streamfield-child]:not([aria-hidden=true]) [contenteditable=true]"
    return page.get_by_role("region", name="Body").locator(shown)


def caret_at_end(page: Page, box: Locator) -> None:
    box.click()
    expect(box).to_be_focused()
    page.keyboard.press("Control+End")


def test_words_are_saved_whenever_they_are_typed(chromium: Browser, site: Site, story: int) -> None:
    page = at_the_desk(chromium, site, "aoife")
    address = editor(story)
    page.goto(address)
    first = paragraphs(page).first
    first.click()
    first.evaluate(PASTE, ["", "Pasted at once."])
    is_saved(site, story, "Pasted at once.")

    open_editor(page, address)
    page.evaluate(HOLD)
    dateline = page.get_by_role("textbox", name="Dateline")
    dateline.fill("Typed before")
    until(lambda: page.evaluate("window.held.length"), what="a save under way")
    dateline.press_sequentially(" and during")
    page.evaluate("window.letGo()")
    is_saved(site, story, "Typed before and during")

    expect(page.locator("[data-edit-form]")).to_have_attribute("data-w-unsaved-has-edits-value", "false")
    caret_at_end(page, first)
    with page.expect_navigation():
        page.keyboard.type(" Typed last.")
        page.keyboard.press("Control+s")
    is_saved(site, story, "Typed last.")
    expect(paragraphs(page).first).to_contain_text("Typed last.")
    expect(page.locator(".sf-note")).to_have_count(0)
    page.context.close()


def test_words_typed_just_before_leaving_are_kept_in_the_browser(chromium: Browser, site: Site, story: int) -> None:
    page = at_the_desk(chromium, site, "aoife")
    page.on("dialog", lambda dialog: dialog.accept())
    address = editor(story)
    open_editor(page, address)
    caret_at_end(page, paragraphs(page).first)
    page.keyboard.type(" Typed first.")
    # A save that leads nowhere, and words after it.
    page.route(
        "**/edit/", lambda route: route.fulfill(status=204) if route.request.method == "POST" else route.continue_()
    )
    with page.expect_request(lambda request: request.is_navigation_request()):
        page.evaluate("document.querySelector('form[data-edit-form]').requestSubmit()")
    page.keyboard.type(" Left behind.")
    page.goto("/desk/")
    page.unroute("**/edit/")
    page.goto(address)
    page.get_by_role("button", name="Bring it back").click()
    expect(paragraphs(page).first).to_contain_text("Left behind.")
    page.context.close()


LEFT = "localStorage.getItem(`standfirst:text:${location.pathname}`)"
# The text as the browser keeps it: first word bold, another order, one block gone, a field emptied.
KEPT = {
    "made bold": """(held) => held.map(([name, value]) => {
        if (name !== first(held)) return [name, value];
        const text = JSON.parse(value);
        text.blocks[0].inlineStyleRanges.push({ offset: 0, length: 3, style: "BOLD" });
        return [name, JSON.stringify(text)];
    })""",
    "moved": """(held) => held.map(([name, value]) => [name, name === order(held) ? "99" : value])""",
    "deleted": """(held) => held.map(([name, value]) => [name, name === deleted(held) ? "1" : value])""",
    "emptied": """(held) => held.map(([name, value]) => [name, name === "standfirst" ? "" : value])""",
}
KEEP = """(change) => {
    const form = document.querySelector("form[data-edit-form]");
    const first = (held) => held.find(([name, value]) => name.startsWith("body-") && value.startsWith('{"'))[0];
    const order = (held) => first(held).replace(/value$/, "order");
    const deleted = (held) => first(held).replace(/value$/, "deleted");
    const held = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const kept = { at: Date.now(), action: form.action, held: eval(change)(held) };
    localStorage.setItem(`standfirst:text:${location.pathname}`, JSON.stringify(kept));
}"""


def test_kept_work_is_offered_unless_the_whole_of_it_is_here(chromium: Browser, site: Site, story: int) -> None:
    page = at_the_desk(chromium, site, "aoife")
    page.goto(editor(story))
    offered = page.get_by_role("button", name="Bring it back")
    for what, change in KEPT.items():
        page.evaluate(KEEP, change)
        page.reload()
        expect(offered, what).to_be_visible()
    page.evaluate(KEEP, "(held) => held")
    page.reload()
    until(lambda: page.evaluate(LEFT) is None, what="what is here forgotten")
    expect(offered).to_have_count(0)
    page.context.close()


def test_a_manuscript_pasted_into_a_paragraph_becomes_blocks(chromium: Browser, site: Site, story: int) -> None:
    page = at_the_desk(chromium, site, "aoife")
    open_editor(page, editor(story))
    before = paragraphs(page).all_text_contents()
    first = paragraphs(page).first
    caret_at_end(page, first)
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    first.evaluate(PASTE, [WORD, "not used"])
    note = page.locator(".sf-note")
    expect(note).to_contain_text("4 blocks were pasted. 1 picture was left out")
    head, tail = before[0][:-4], before[0][-4:]
    pasted = ["The council voted on Tuesday.", "• First point", "Boats | 12"]
    expect(paragraphs(page)).to_have_text([head, *pasted, tail, *before[1:]])
    is_saved(site, story, "<b>voted</b>")
    blocks = json.loads(str(content(site, story)["body"]))
    assert (blocks[1]["type"], blocks[1]["value"]) == ("subhead", "The pier")
    note.get_by_role("button", name="Take it back").click()
    expect(paragraphs(page)).to_have_text(before)

    caret_at_end(page, paragraphs(page).last)
    paragraphs(page).last.evaluate(PASTE, [DOCS, "not used"])
    expect(note).to_contain_text("5 blocks were pasted.")
    is_saved(site, story, "https://dunmara.example/minutes")
    page.route("**/stories/pasted/", lambda route: route.abort())
    caret_at_end(page, paragraphs(page).last)
    paragraphs(page).last.evaluate(PASTE, ["", " One more.\n\nAnd another."])
    is_saved(site, story, "One more.")
    is_saved(site, story, "And another.")
    page.context.close()


def test_what_is_written_or_marked_while_a_paste_waits_stays(chromium: Browser, site: Site, story: int) -> None:
    page = at_the_desk(chromium, site, "aoife")
    page.on("dialog", lambda dialog: dialog.accept())
    address = editor(story)
    open_editor(page, address)
    waiting: list[Route] = []
    page.route("**/stories/pasted/", lambda route: waiting.append(route))
    before = paragraphs(page).all_text_contents()
    first = paragraphs(page).first
    pasted = ["The council voted on Tuesday.", "• First point", "Boats | 12"]

    def paste(rich: str, words: str) -> None:
        waiting.clear()
        caret_at_end(page, first)
        first.evaluate(PASTE, [rich, words])
        until(lambda: page.evaluate("1") and waiting, what="a paste under way")

    paste(WORD, "not used")
    page.keyboard.type(" Typed meanwhile.")
    page.keyboard.press("Control+a")
    waiting[0].continue_()
    expect(paragraphs(page)).to_have_text([f"{before[0]} Typed meanwhile.", *pasted, *before[1:]])
    page.locator(".sf-note").get_by_role("button", name="Take it back").click()
    expect(paragraphs(page)).to_have_text([f"{before[0]} Typed meanwhile.", *before[1:]])

    paste("", "Nobody answers.\n\nSo be it.")
    page.keyboard.press("Control+a")
    waiting[0].abort()
    expect(paragraphs(page).nth(1)).to_have_text("Nobody answers.So be it.")
    expect(first).to_contain_text("Typed meanwhile.")
    is_saved(site, story, "So be it.")

    paste("", "Left while waiting.\n\nTo the end.")
    page.goto("/desk/")
    page.goto(address)
    page.get_by_role("button", name="Bring it back").click()
    expect(paragraphs(page).filter(has_text="Left while waiting.")).to_have_count(1)
    page.context.close()


def test_the_screen_for_a_manuscript_takes_what_word_puts_on_the_clipboard(
    chromium: Browser, site: Site, story: int
) -> None:
    page = at_the_desk(chromium, site, "aoife")
    page.goto(f"/desk/stories/{story}/paste/")
    sheet = page.get_by_role("textbox", name="The manuscript")
    sheet.click()
    sheet.evaluate(PASTE, [WORD.replace("Tuesday", "Wednesday"), "not used"])
    expect(sheet).to_contain_text("on Wednesday")
    page.get_by_role("button", name="Put it into the draft").click()
    expect(page.get_by_text("4 blocks were added at the end of the draft.")).to_be_visible()
    expect(page.get_by_text("1 picture was left out")).to_be_visible()
    is_saved(site, story, "<b>voted</b> on Wednesday")
    page.context.close()
