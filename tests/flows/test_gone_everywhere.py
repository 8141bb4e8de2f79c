"""What may not be public is nowhere: every public address is asked, for every state a story can be in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.http import urlencode

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.embargoes import set_embargo
from standfirst.stories.actions.live_blogs import start_live_blog
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.models import Contributor, Correction, RelatedStory, StoryPage, Topic
from standfirst.stories.tests.factories import make_draft, make_story

pytestmark = pytest.mark.django_db
# A word that stands in headline, standfirst, body and address of this story alone.
WORD = "quernstone"
FEEDS = ("rss.xml", "atom.xml", "feed.json")


def draft_about_it() -> StoryPage:
    """A story that stands wherever a story can stand, once it is public."""
    story = make_draft(
        f"The {WORD} comes home",
        standfirst=f"A {WORD} that nobody had missed.",
        body=[("paragraph", f"<p>The {WORD} came by boat.</p>")],
        bylines=[(Contributor.objects.create(name="Máirín Kehoe"), "")],
        topics=[Topic.objects.create(name="Stones")],
    )
    story.corrections_list = [Correction(text=f"The {WORD} weighs more.", made_at=clock.now())]
    story.save_revision()
    return story


def neighbour(story: StoryPage) -> StoryPage:
    """A public story that links to it in every way there is."""
    other = make_story("The boat comes home")
    other.body = [
        ("read_also", {"story": story}),
        ("paragraph", f'<p>See <a linktype="page" id="{story.pk}">the earlier story</a>.</p>'),
    ]
    other.related = [RelatedStory(other=story)]
    other.translation_of = story
    other.save_revision()
    return publish_story(story=other, actor=None)


def addresses(story: StoryPage, other: StoryPage) -> list[str]:
    address = f"http://testserver{story.url}"
    lists = ["/", "/news/", "/topics/stones/", "/contributors/mairin-kehoe/", "/corrections/", other.url]
    feeds = [
        f"/feeds/{place}{file}"
        for place in ("", "section/news/", "topic/stones/", "contributor/mairin-kehoe/")
        for file in FEEDS
    ]
    month = clock.now()
    machines = [
        "/sitemap.xml",
        f"/sitemap-{month.year}-{month.month}-1.xml",
        "/sitemap-news.xml",
        "/api/v3/pages/",
        f"/api/v3/pages/{story.pk}/",
        f"/api/v3/pages/{other.pk}/",
        f"/oembed?{urlencode({'url': address})}",
        f"/oembed?{urlencode({'url': address, 'format': 'xml'})}",
    ]
    one = [story.url, f"/live/{story.pk}/", f"/live/{story.pk}/since/0/"]
    return [*lists, *feeds, *machines, *one, f"/search/?q={WORD}"]


def tells(client: Client, address: str) -> bool:
    """Whether an answer speaks of the story. What was asked for may be said back."""
    answer = client.get(address)
    assert answer.status_code < 500, address
    text = answer.content.decode()
    if address.startswith("/search/"):
        return "comes home" in text
    return WORD in text.replace(address.strip("/"), "")


def leave_it(story: StoryPage) -> None:
    """Still a draft."""


def schedule_it(story: StoryPage) -> None:
    story.go_live_at = clock.now() + timedelta(hours=1)
    story.save_revision()
    publish_story(story=story, actor=None)


def embargo_it(story: StoryPage) -> None:
    until = clock.now() + timedelta(hours=1)
    set_embargo(story=story, until=until, reason="Agreed.", actor=aoife(), now=clock.now())
    publish_story(story=story, actor=None)


def withdraw_it(story: StoryPage) -> None:
    public = publish_story(story=story, actor=None)
    withdraw_story(story=public, actor=aoife(), reason="It was not ours to tell.", now=clock.now())


@pytest.mark.parametrize("state", [leave_it, schedule_it, embargo_it, withdraw_it])
def test_what_is_not_public_is_nowhere(client: Client, state: Callable[[StoryPage], None]) -> None:
    story = draft_about_it()
    state(story)
    story = StoryPage.objects.get(pk=story.pk)
    other = neighbour(story)
    assert [one for one in addresses(story, other) if tells(client, one)] == []


def test_what_is_public_is_everywhere(client: Client) -> None:
    """Else the test above would pass for addresses that tell nothing of anything."""
    story = publish_story(story=draft_about_it(), actor=None)
    start_live_blog(story=story, actor=aoife(), now=clock.now())
    other = neighbour(story)
    silent = [one for one in addresses(story, other) if not tells(client, one)]
    # The index of sitemaps names months; a live blog without an entry has nothing older and nothing new.
    assert silent == ["/sitemap.xml", f"/live/{story.pk}/", f"/live/{story.pk}/since/0/"]
