"""The live text is corrected while an update waits: readers see it, the update keeps its minute and receives it."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.browser.conftest import DESK, Visit
from tests.browser.desk import number_of_story
from tests.browser.doors import enter_with_password
from tests.site import Site, until

STORY = "carrick-light"
ADDRESS = f"/sea-and-shore/{STORY}/"
UPDATE = "The light has burned for a hundred and one years."
CORRECTED = " It was lit at dusk."
NOTE = "The story did not say when the light was lit."


def schedule_update(site: Site) -> datetime:
    """An update of the last block waits for six hours from now."""
    from standfirst import clock
    from standfirst.stories.models import StoryPage

    with site.open_database():
        story = StoryPage.objects.get(slug=STORY)
        last = next(block for block in reversed(story.body.raw_data) if block["type"] == "paragraph")
        last["value"] = f"<p>{UPDATE}</p>"
        story.go_live_at = clock.now() + timedelta(hours=6)
        story.save_revision().publish()
        return waiting(site)[0]


def waiting(site: Site) -> tuple[datetime, str]:
    """The minute of the update that waits, and its body."""
    from standfirst.stories.models import StoryPage

    with site.open_database():
        revision = StoryPage.objects.get(slug=STORY).scheduled_revision
        return revision.approved_go_live_at, str(revision.as_object().body)


def test_correct_while_an_update_waits(visit: Visit, site: Site) -> None:
    minute = schedule_update(site)
    page = visit(DESK)
    enter_with_password(page, "aoife")
    page.goto(f"/desk/pages/{number_of_story(site, STORY)}/edit/")
    expect(page.get_by_text("An update waits for")).to_be_visible()
    page.get_by_role("link", name="Correct the live text instead").click()
    first = page.get_by_role("region", name="Body").locator("[contenteditable=true]").first
    first.click()
    expect(first).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(CORRECTED)
    page.get_by_role("radio", name="A correction").check()
    page.get_by_role("textbox", name="What was wrong and what is right").fill(NOTE)
    page.get_by_role("button", name="Publish the correction").click()
    expect(page.get_by_text("is corrected.")).to_be_visible()

    until(lambda: CORRECTED in site.ask(ADDRESS).text, what="the correction before readers")
    assert NOTE in site.ask(ADDRESS).text
    assert UPDATE not in site.ask(ADDRESS).text
    kept, body = waiting(site)
    assert kept == minute
    assert CORRECTED in body
    assert UPDATE in body
