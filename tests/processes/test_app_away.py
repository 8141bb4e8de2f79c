"""While the app is away readers get what was kept, never what was withdrawn, and else a page with the paper's face."""

from __future__ import annotations

import pytest

from standfirst import clock
from tests.site import Site, until

pytestmark = pytest.mark.processes
APP = ("app", "app worker")


def test_readers_are_served_from_memory_while_the_app_is_away(site: Site) -> None:
    from standfirst.stories.tests.factories import make_story

    until(lambda: site.ask("/culture/").cache == "hit")
    until(lambda: site.ask("/").cache == "hit")
    with site.without(*APP):
        with site.open_database():
            make_story("Published while nobody could render it")
        assert site.ask("/culture/").cache == "hit"
        until(lambda: site.ask("/").cache == "stale", what="the front of a moment ago")
        unknown = site.ask("/opinion/?page=1")
        assert unknown.status == 503
        assert unknown.text == (site.home / "static" / "errors" / "503.html").read_text(encoding="utf-8")
        assert unknown.headers["retry-after"]
        assert site.ask("/static/web/paper.css").status == 200
    until(lambda: "Published while nobody could render it" in site.ask("/").text, what="the new front")
    assert site.ask("/opinion/?page=1").status == 200


def test_a_withdrawn_story_is_not_served_even_while_the_app_is_away(site: Site) -> None:
    from standfirst.stories.actions.publishing import withdraw_story
    from standfirst.stories.tests.factories import make_story

    with site.open_database():
        story = make_story("The mayor, by mistake")
        path = story.url
    until(lambda: site.ask(path).cache == "hit")
    with site.without(*APP):
        with site.open_database():
            withdraw_story(story=story, actor=None, reason="It was another man.", now=clock.now())
        until(lambda: site.ask(path).status == 503, what="its disappearance")
    until(lambda: site.ask(path).status == 410, what="the word that it was withdrawn")
    assert "The mayor, by mistake" not in site.ask("/").text
