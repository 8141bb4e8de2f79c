"""Everything hostile that readers can type goes through every page and paper that shows comments, and does nothing.

The browser is told to pass over the content security policy: what is shown must be harmless by itself. A new place
where comments are shown (a frame on another site, an interface for programs) is added to SURFACES.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LONGEST_WAIT
from tests.browser.doors import come_back_as, enter_with_password
from tests.browser.hostile import TEXTS, Conversation, bundles, hostile_conversation
from tests.browser.watching import Watch
from tests.hostile import TECHNIQUES
from tests.hostile.surfaces import LISTENING, look
from tests.readers import Reader
from tests.site import Site

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def said(site: Site) -> Iterator[Conversation]:
    with hostile_conversation(site) as conversation:
        yield conversation


@pytest.fixture
def open_page(chromium: Browser, site: Site) -> Iterator[Open]:
    """A browser on a phone, without the policy's protection, that listens for whatever runs."""
    watch, contexts = Watch(site.base_url), []

    def come(reader: Reader | None = None) -> Page:
        context = chromium.new_context(base_url=site.base_url, viewport={"width": 360, "height": 800}, bypass_csp=True)
        context.set_default_timeout(LONGEST_WAIT)
        context.add_init_script(LISTENING)
        watch.over(context)
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: watch.trouble.append(f"dialog: {dialog.message}"))
        if reader is not None:
            come_back_as(page, reader, site.base_url)
        return page

    yield come
    for context in contexts:
        context.close()
    assert not watch.trouble, "\n".join(watch.trouble[:10])


FRAMED = """(documents) => documents.forEach((srcdoc) => {
  document.body.append(Object.assign(document.createElement("iframe"), { srcdoc }));
})"""


def test_the_traps_are_sharp(chromium: Browser) -> None:
    """Put into a page as they are, the vectors of each technique that can do so run by themselves and are noticed."""
    page = chromium.new_page()
    page.evaluate("window.ran = new Set()")
    for number, technique in enumerate(TECHNIQUES):
        if not technique.runs:
            continue
        listening = f"<script>window.hit = () => parent.ran.add({number})</script>"
        documents = [f"{listening}<body>{vector}" for vector in technique.vectors]
        page.evaluate(FRAMED, documents)
    silent = [number for number, technique in enumerate(TECHNIQUES) if technique.runs]
    page.wait_for_function("(all) => all.every((one) => window.ran.has(one))", arg=silent)
    assert len(silent) == 11
    page.close()


def the_conversation(page: Page, said: Conversation) -> None:
    """Under the story and on, as a reader goes on reading, with what is the author's own among it."""
    page.goto(said.story)
    more = page.get_by_role("link", name="More comments")
    while more.count():
        before = page.locator(".comment").count()
        more.click()
        page.wait_for_function("(n) => document.querySelectorAll('.comment').length > n", arg=before)
    expect(page.locator("#own-comments .comment")).to_have_count(min(20, len(said.waiting)))
    assert look(page) > len(TEXTS)


def one_in_its_place(page: Page, said: Conversation) -> None:
    page.goto(f"/threads/{said.thread}/1/")
    look(page, least=len(bundles()))


def another_order(page: Page, said: Conversation) -> None:
    page.goto(f"/threads/{said.thread}/?sort=newest")
    look(page, least=30)


def previews(page: Page, said: Conversation) -> None:
    """In place by script; the page that comes without is the same markup."""
    page.goto(f"/threads/{said.thread}/")
    form = page.locator("#leave-a-comment")
    for bundle in bundles():
        form.locator("textarea").fill(bundle.replace("\x00", ""))
        form.get_by_role("button", name="Preview").click()
        expect(page.locator(".preview")).to_be_visible()
        look(page, ".preview .comment-body")
        page.evaluate("document.querySelector('.preview').remove()")


def what_became_of_them(page: Page, said: Conversation) -> None:
    for comment in said.waiting:
        page.goto(f"/comments/{comment}/posted/")
        look(page, "blockquote.comment-body")
    page.goto(f"/comments/{said.waiting[0]}/delete/")
    look(page, "blockquote.comment-body")
    page.goto("/comments/yours/")
    look(page, least=30)


def editing(page: Page, said: Conversation) -> None:
    page.goto(f"/comments/{said.waiting[-1]}/edit/")
    words = page.get_by_role("textbox", name="Your words").input_value()
    assert words.endswith("again")
    look(page, "textarea")


def quoting(page: Page, said: Conversation) -> None:
    """The reply form that begins with a quotation, for each bundle that is public."""
    page.goto(f"/threads/{said.thread}/1/")
    links = page.locator("a[data-reply]").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    for link in links[1:]:
        page.goto(f"{link}?quote=1")
        assert page.locator("textarea").input_value().startswith("> ")
        look(page, "blockquote.comment-body")


def feeds(page: Page, said: Conversation) -> None:
    """Opened as they are, and their HTML put into a page as a feed reader does that trusts it."""
    for base in (f"/feeds/thread/{said.thread}", f"/feeds/reader/{said.reference}"):
        for file in ("atom.xml", "rss.xml"):
            page.goto(f"{base}/{file}")
            assert page.evaluate("window.hits") == []
            text = page.evaluate("(address) => fetch(address).then((one) => one.text())", f"{base}/{file}")
            page.goto("about:blank")
            put_in = page.evaluate(TRUSTED, text)
            assert put_in >= 30
            look(page, ".trusted", least=30, boxed=False)
        page.goto("/threads/counts?stories=1")
        parts = page.evaluate("(address) => fetch(address).then((one) => one.json())", f"{base}/feed.json")
        page.goto("about:blank")
        page.evaluate("(items) => items.forEach((one) => put(one.content_html))", parts["items"])
        look(page, ".trusted", least=30, boxed=False)


TRUSTED = """(text) => {
  const feed = new DOMParser().parseFromString(text, "text/xml");
  if (feed.querySelector("parsererror")) throw new Error("not XML");
  const parts = [...feed.querySelectorAll("entry > content, entry > summary, item > description")];
  parts.push(...feed.getElementsByTagName("content:encoded"));
  parts.forEach((one) => put(one.textContent));
  return parts.length;
}"""


def a_readers_page(page: Page, said: Conversation) -> None:
    page.goto(f"/readers/{said.reference}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("<img src=x onerror=hit()>")
    expect(page.locator(".reader-about")).to_contain_text("<script>hit()</script>")
    look(page, least=30)
    look(page, ".reader-about")


def a_download(page: Page, said: Conversation) -> None:
    with zipfile.ZipFile(said.download) as archive:
        readable = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")]
        comments = json.loads(archive.read("comments.json"))
    assert len(comments) == len(TEXTS) + 2 * len(bundles())
    page.goto("/threads/counts?stories=1")
    for text in readable:
        page.set_content(text)
        assert page.evaluate("window.hits") == []
        assert page.locator("img, script, iframe, svg, input, a[href^=javascript]").count() == 0


def notifications(page: Page, said: Conversation) -> None:
    """Of the reader whom every bundle answered, and the letters that told of it."""
    page.goto("/your/notifications/")
    look(page, ".told-list blockquote", least=len(bundles()))
    page.goto("/demo/mail/")
    expect(page.get_by_role("article").filter(has_text="onerror=hit()").first).to_be_visible()
    assert page.locator(".letter-text img, .letter-text script, .letter-text svg, .letter-text iframe").count() == 0
    look(page, "h2", least=1)


def the_moderators_desk(page: Page, said: Conversation) -> None:
    enter_with_password(page, "cormac")
    page.goto("/desk/queue/")
    # Only their first two lines are to be seen.
    look(page, ".queue-words", least=len(said.waiting), boxed=False)
    for item in said.items:
        page.goto(f"/desk/queue/{item}/")
        look(page, ".judging-comment")
    page.goto("/desk/profiles/?q=img")


SURFACES = (
    the_conversation, one_in_its_place, another_order, previews, what_became_of_them, editing, quoting, feeds,
    a_readers_page,
    a_download,
)  # fmt: skip


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_nothing_runs_and_nothing_leaves_its_box(
    said: Conversation, open_page: Open, surface: Callable[[Page, Conversation], None]
) -> None:
    page = open_page(said.author)
    surface(page, said)
    assert page.evaluate("window.hits") == []


@pytest.mark.parametrize("surface", [notifications, the_moderators_desk], ids=lambda surface: surface.__name__)
def test_neither_with_those_who_are_told(
    said: Conversation, open_page: Open, surface: Callable[[Page, Conversation], None]
) -> None:
    page = open_page(said.target if surface is notifications else None)
    surface(page, said)
    assert page.evaluate("window.hits") == []


def test_other_systems_are_told_the_words_as_text(said: Conversation, site: Site) -> None:
    from standfirst.comments.models import Comment, WebhookDelivery

    with site.open_database():
        sent = [json.loads(bytes(one)) for one in WebhookDelivery.objects.values_list("payload", flat=True)]
        bodies = dict(Comment.objects.filter(thread=said.thread).values_list("pk", "body"))
    told = {one["data"]["comment"]["id"]: one["data"]["text"] for one in sent if "text" in one["data"]}
    assert len(told) >= len(TEXTS)
    assert {pk: bodies[pk] for pk in told} == told
    counts = json.loads(site.ask("/threads/counts?stories=1,2,3").text)
    assert all(isinstance(count, int) for count in counts["counts"].values())


def test_search_finds_stories_and_no_comments(said: Conversation, open_page: Open) -> None:
    page = open_page()
    page.goto("/search/?q=onerror")
    assert "onerror=hit()" not in page.get_by_role("main").inner_text()
