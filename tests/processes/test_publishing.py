"""What an editor does is right on every page within two seconds, through the edge and its memory."""

from __future__ import annotations

from datetime import timedelta

import pytest

from standfirst import clock
from tests.site import Site, until

pytestmark = pytest.mark.processes
SOON = 2.0


def front_shows(site: Site, headline: str) -> bool:
    return headline in site.ask("/").text


def cache(site: Site, path: str) -> None:
    """Have the edge keep this page."""
    until(lambda: site.ask(path).cache == "hit", what=f"{path} in memory")


def test_a_published_story_is_on_the_front_at_once(site: Site) -> None:
    from standfirst.stories.actions.publishing import publish_story
    from standfirst.stories.tests.factories import make_draft

    headline = "Seal found asleep in the lifeboat"
    with site.open_database():
        draft = make_draft(headline)
        path = draft.url
        assert site.ask(path).status == 404
        cache(site, "/")
        publish_story(story=draft, actor=None)
    until(lambda: front_shows(site, headline), within=SOON)
    assert headline in site.ask(path).text


def test_a_changed_headline_is_on_story_front_and_section_at_once(site: Site) -> None:
    from standfirst.stories.actions.publishing import publish_story
    from standfirst.stories.tests.factories import make_story

    with site.open_database():
        story = make_story("Seal is a walrus, says harbour master")
        pages = ["/", "/news/", story.url]
        for path in pages:
            cache(site, path)
        story.title = "Walrus it is"
        story.save_revision()
        publish_story(story=story, actor=None)
    until(lambda: all("Walrus it is" in site.ask(path).text for path in pages), within=SOON)


def test_a_withdrawn_story_is_gone_from_every_page_at_once(site: Site) -> None:
    from standfirst.stories.actions.publishing import withdraw_story
    from standfirst.stories.tests.factories import make_story

    headline = "Walrus denies everything"
    with site.open_database():
        story = make_story(headline)
        for path in ["/", "/news/", story.url]:
            cache(site, path)
        path = story.url
        withdraw_story(story=story, actor=None, reason="It was a seal.", now=clock.now())
    until(lambda: site.ask(path).status == 410, within=SOON)
    until(lambda: headline not in site.ask("/").text + site.ask("/news/").text, within=SOON)
    assert "It was a seal." in site.ask(path).text
    assert headline not in site.ask("/").text


def test_an_embargoed_story_is_nowhere_before_its_minute_and_on_the_front_five_seconds_after(site: Site) -> None:
    from standfirst.stories.actions.embargoes import set_embargo
    from standfirst.stories.actions.publishing import publish_story
    from standfirst.stories.tests.factories import make_draft

    headline = "Harbour budget in full"
    with site.open_database():
        draft = make_draft(headline)
        now = clock.now()
        until_then = now + timedelta(seconds=3)
        set_embargo(story=draft, until=until_then, reason="Agreed.", actor=None, now=now)
        publish_story(story=draft, actor=None)
        path = draft.url
    for page in ("/", "/news/"):
        cache(site, page)
    shown = site.ask(path).status == 200 or front_shows(site, headline) or headline in site.ask("/news/").text
    assert not shown or clock.now() >= until_then
    until(lambda: front_shows(site, headline), within=3 + 5, what="the story after its embargo")
    assert clock.now() >= until_then
    until(lambda: headline in site.ask("/news/").text, within=SOON)
    assert site.ask(path).status == 200


def test_a_withdrawn_story_leaves_the_read_links_of_others(site: Site) -> None:
    from standfirst.stories.actions.publishing import withdraw_story
    from standfirst.stories.tests.factories import make_story

    headline = "Lighthouse sold for a song"
    with site.open_database():
        linked = make_story(headline)
        other = make_story("What the keeper says", body=[("read_also", {"story": linked})], related=[linked])
        path = other.url
        cache(site, path)
        assert headline in site.ask(path).text
        withdraw_story(story=linked, actor=None, reason="It was not sold.", now=clock.now())
    until(lambda: headline not in site.ask(path).text, within=SOON)


def test_a_story_goes_live_and_expires_at_its_time_by_itself(site: Site) -> None:
    from standfirst.stories.tests.factories import make_draft

    headline = "Tide tables for the week"
    with site.open_database():
        draft = make_draft(headline)
        draft.go_live_at = clock.now() + timedelta(seconds=1)
        draft.expire_at = clock.now() + timedelta(seconds=6)
        draft.save_revision().publish()
        path = draft.url
    assert site.ask(path).status == 404
    cache(site, "/")
    until(lambda: front_shows(site, headline), within=1 + 5, what="the scheduled story")
    assert site.ask(path).status == 200
    until(lambda: not front_shows(site, headline), within=5 + 5, what="its end")
    assert site.ask(path).status == 404
