"""An editor writes a story at the desk, sees it while writing, and publishes it. Agency copy waits there as a draft."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from conftest import REPOSITORY
from tests.browser.conftest import DESK, Visit
from tests.browser.demo import edition
from tests.browser.desk import count_of_stories, number_of_section
from tests.browser.doors import enter_with_password
from tests.prepared import environ_of
from tests.site import Site, until

HEADLINE = "The harbour seal has learned the timetable"
STANDFIRST = "It surfaces at the Fish Quay at ten to five, when the mackerel boats wash down."
FIRST_WORDS = "Nobody has fed it on purpose, according to everybody."
ADDRESS = "/news/the-harbour-seal-has-learned-the-timetable/"
LONGEST_TO_READERS = 2.0


def test_a_story_from_the_first_word_to_the_front(visit: Visit, site: Site) -> None:
    assert HEADLINE not in site.ask("/").text
    page = visit(DESK, height=1100)
    enter_with_password(page, "aoife")
    page.goto(f"/desk/pages/{number_of_section(site, 'news')}/")
    page.get_by_role("link", name="Add child page").first.click()
    page.get_by_role("button", name="Toggle preview").click()
    write_story(page)
    preview = page.frame_locator("#w-preview-iframe")
    for words in ("Fish Quay", HEADLINE, STANDFIRST, FIRST_WORDS, "Orla Fennick"):
        expect(preview.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert site.ask(ADDRESS).status == 404

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text(f"Page '{HEADLINE}' has been published.")).to_be_visible()
    until(lambda: HEADLINE in site.ask("/").text, within=LONGEST_TO_READERS, what="the story on the front")
    until(lambda: HEADLINE in site.ask("/news/").text, within=LONGEST_TO_READERS, what="the story in its section")
    reader = visit(DESK)
    reader.goto("/")
    reader.get_by_role("link", name=HEADLINE).first.click()
    expect(reader.get_by_role("heading", level=1, name=HEADLINE)).to_be_visible()
    expect(reader.get_by_text(FIRST_WORDS)).to_be_visible()
    expect(reader.get_by_role("textbox", name="Leave a comment")).to_be_visible()


def write_story(page: Page) -> None:
    """In the fields as the newsroom names them."""
    page.get_by_role("textbox", name="Kicker").fill("Fish Quay")
    page.get_by_role("textbox", name="Headline").fill(HEADLINE)
    page.get_by_role("textbox", name="Standfirst").fill(STANDFIRST)
    page.get_by_role("button", name="Add Byline").click()
    page.get_by_role("button", name="Choose contributor").click()
    page.get_by_role("dialog").get_by_role("link", name="Orla Fennick").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    body = page.get_by_role("region", name="Body")
    body.get_by_role("button", name="Insert a block").click()
    blocks = page.get_by_role("option")
    assert blocks.all_inner_texts()[:5] == ["Paragraph", "Subhead", "Picture", "Pull quote", "Read also"]
    blocks.first.click()
    words = body.get_by_role("textbox").last
    words.click()
    expect(words).to_be_focused()
    words.press_sequentially(FIRST_WORDS)
    expect(words).to_have_text(FIRST_WORDS)


def test_a_correction_reaches_readers_at_once(visit: Visit, site: Site) -> None:
    address = "/news/hospital-bus/"
    assert "A bus stop too far." not in site.ask(address).text
    page = visit(DESK)
    enter_with_password(page, "aoife")
    page.goto(address)
    page.get_by_role("link", name="Edit this story").click()
    page.get_by_role("textbox", name="Kicker").fill("A bus stop too far.")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("has been published.")).to_be_visible()
    until(lambda: "A bus stop too far." in site.ask(address).text, within=LONGEST_TO_READERS)


def take(site: Site, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "standfirst", "wire", "take", str(file), "--section", "news"]
    return subprocess.run(
        command, cwd=REPOSITORY, env=environ_of(site.places), capture_output=True, text=True, check=False
    )


def test_agency_copy_lies_in_its_fields(visit: Visit, site: Site) -> None:
    file = edition().wire[-1]
    taken = take(site, file)
    assert taken.returncode == 0, taken.stderr
    page = visit(DESK)
    enter_with_password(page, "aoife")
    page.goto(taken.stdout.split()[-1])
    expect(page.get_by_role("textbox", name="Headline")).to_have_value(headline_in(file))
    expect(page.get_by_role("textbox", name="Standfirst")).not_to_be_empty()
    expect(page.get_by_role("textbox", name="Copyright notice")).to_have_value("© WNA. All rights reserved.")
    expect(page.get_by_role("textbox", name="Credit")).not_to_be_empty()
    expect(page.get_by_role("region", name="Agency and rights")).to_contain_text("Western News Agency")
    paragraphs = page.get_by_role("region", name="Body").get_by_text("Paragraph", exact=True)
    expect(paragraphs.first).to_be_visible()
    assert paragraphs.count() > 2


def headline_in(file: Path) -> str:
    item = json.loads(file.read_text(encoding="utf-8"))
    return str(item.get("headline") or item["headlines"][0]["value"])


def test_a_broken_item_is_refused_in_one_line(site: Site, tmp_path: Path) -> None:
    before = count_of_stories(site)
    broken = tmp_path / "broken.json"
    broken.write_bytes(edition().wire[0].read_bytes()[:-40])
    refused = take(site, broken)
    assert refused.returncode == 1
    assert len(refused.stderr.strip().splitlines()) == 1
    assert "broken.json" in refused.stderr
    assert count_of_stories(site) == before
