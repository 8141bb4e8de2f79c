"""A reader comes to a story with a video of another host: nothing of that host is loaded before it is asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import Browser, Route, expect

from standfirst.stories.actions.drafting import StoryDraft, draft_story
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.models import Embed, SectionPage
from tests.browser.conftest import PHONE, Visit
from tests.site import Site

VIDEO = "https://www.youtube.com/watch?v=abc-DEF_123"
TITLE = "The foghorn, for one minute"
# Long ago, so that the front of other tests stays as it is.
LONG_AGO = datetime(2020, 5, 1, tzinfo=UTC)
WATCH_JUMPS = """self.jumps = [];
new PerformanceObserver((list) => jumps.push(...list.getEntries().map((entry) => entry.value)))
    .observe({ type: "layout-shift", buffered: true });"""


def publish_video(site: Site) -> str:
    """A story with a video that its host has told about before, so that the worker asks nobody."""
    body = [("paragraph", "<p>It sounded at six.</p>"), ("embed", {"address": VIDEO, "caption": ""})]
    with site.open_database():
        Embed.objects.create(
            address=VIDEO, host="youtube", title=TITLE, width=640, height=360, state="ready", fetched_at=LONG_AGO
        )
        draft = StoryDraft(headline="The foghorn sounds again", body=body)
        story = draft_story(section=SectionPage.objects.get(slug="news"), draft=draft, actor=None)
        published = publish_story(story=story, actor=None, first_published_at=LONG_AGO)
        return f"/news/{published.slug}/"


def test_a_video_is_played_by_keyboard_in_the_room_of_its_picture(chromium: Browser, visit: Visit, site: Site) -> None:
    address = publish_video(site)
    context = chromium.new_context(base_url=site.base_url, viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH_JUMPS)
    asked: list[str] = []

    def play(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<!doctype html><title>Player</title><button>Pause</button>", content_type="text/html")

    context.route(lambda url: not url.startswith(site.base_url), play)
    page = context.new_page()
    page.goto(address)
    button = page.get_by_role("button", name=f"Play: {TITLE}")
    expect(button).to_be_visible()
    room = page.locator(".embed-room").bounding_box()
    assert not asked
    button.focus()
    page.keyboard.press("Enter")
    expect(page.frame_locator("embed-player iframe").get_by_role("button", name="Pause")).to_be_visible()
    assert asked == ["https://www.youtube-nocookie.com/embed/abc-DEF_123?rel=0"]
    assert page.evaluate("document.activeElement.title") == f"YouTube: {TITLE}"
    after = page.locator(".embed-room").bounding_box()
    assert room
    assert after
    assert (room["width"], room["height"]) == (after["width"], after["height"])
    assert page.evaluate("jumps") == []
    context.close()

    without_script = visit(PHONE)
    without_script.goto(address)
    expect(without_script.get_by_role("link", name=f"Play: {TITLE}")).to_have_attribute("href", VIDEO)
