"""Topics, contributors, corrections: public lists, each of a fixed cost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standfirst import clock
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.models import Contributor, Correction, StoryPage, Topic
from standfirst.stories.tests.factories import make_draft, make_section, make_story
from standfirst.stories.tests.test_purging import purged_by

pytestmark = pytest.mark.django_db


def correct(story: StoryPage, text: str, made_at: datetime, kind: str = "correction") -> None:
    story.corrections_list.add(Correction(kind=kind, text=text, made_at=made_at))
    story.save_revision()
    publish_story(story=story, actor=None)


def titles(client: Client, address: str) -> list[str]:
    return [story.title for story in client.get(address).context["stories"]]


def test_a_topic_lists_its_public_stories_newest_first(client: Client) -> None:
    topic = Topic.objects.create(name="Dredging", about="What lies in the channel.")
    make_story("Older", topics=[topic])
    make_story("Newer", topics=[topic], section=make_section("council"))
    make_story("Other")
    make_draft("Draft", topics=[topic])
    assert titles(client, "/topics/dredging/") == ["Newer", "Older"]
    page = client.get("/topics/dredging/")
    assert "What lies in the channel." in page.content.decode()
    assert {"site", f"topic:{topic.pk}"} <= set(page["Edge-Tags"].split())


def test_a_contributor_has_a_page_and_stands_there_once_for_each_story(client: Client) -> None:
    mairin = Contributor.objects.create(
        name="Máirín Kehoe",
        role="Harbour correspondent",
        about="Keeps tide tables.",
        web_address="https://kehoe.example",
    )
    make_story(bylines=[(mairin, ""), (mairin, "Photographs by")])
    assert titles(client, "/contributors/mairin-kehoe/") == ["Ferry runs aground"]
    page = client.get("/contributors/mairin-kehoe/").content.decode()
    assert "Keeps tide tables." in page
    assert 'href="https://kehoe.example"' in page


def test_a_story_links_to_its_topics_and_to_those_who_wrote_it(client: Client) -> None:
    topic, mairin = Topic.objects.create(name="Dredging"), Contributor.objects.create(name="Máirín Kehoe")
    page = client.get(make_story(topics=[topic], bylines=[(mairin, "")]).url).content.decode()
    assert 'href="/topics/dredging/"' in page
    assert 'href="/contributors/mairin-kehoe/"' in page


@pytest.mark.parametrize("address", ["/topics/dredging/", "/contributors/mairin-kehoe/", "/corrections/"])
def test_pages_that_are_not_there_are_404(client: Client, address: str) -> None:
    Topic.objects.create(name="Dredging")
    Contributor.objects.create(name="Máirín Kehoe")
    assert client.get(address).status_code == 200
    for number in ("abc", "-1", "0", "2", "1000000"):
        assert client.get(address, {"page": number}).status_code == 404
    if address != "/corrections/":
        assert client.get(address.replace("-", "").replace("dredging", "nothing")).status_code == 404


def test_corrections_of_public_stories_are_listed_newest_first(client: Client) -> None:
    now = clock.now()
    kept, gone = make_story("Ferry"), make_story("Gone")
    correct(kept, "It was noon.", now - timedelta(days=40))
    correct(kept, "The pilot is Ms Daly.", now, kind="clarification")
    correct(gone, "Nobody should read this.", now)
    withdraw_story(story=gone, actor=None, reason="Wrong.", now=now)
    page = client.get("/corrections/")
    told = page.content.decode()
    assert told.index("The pilot is Ms Daly.") < told.index("It was noon.")
    assert "Clarification" in told
    assert "Nobody should read this." not in told
    assert {"corrections", f"story:{kept.pk}"} <= set(page["Edge-Tags"].split())
    assert 'href="/corrections/"' in client.get("/").content.decode()


def test_a_list_costs_the_same_with_one_story_and_with_six(client: Client) -> None:
    topic, mairin = Topic.objects.create(name="Dredging"), Contributor.objects.create(name="Máirín Kehoe")
    addresses = ["/topics/dredging/", "/contributors/mairin-kehoe/", "/corrections/"]

    def more(number: int) -> None:
        section = make_section(f"part-{number % 3}")
        story = make_story(f"Story {number}", section=section, topics=[topic], bylines=[(mairin, "")])
        correct(story, "It was noon.", clock.now())

    def costs() -> list[int]:
        return [count_queries(client, address) for address in addresses]

    more(0)
    client.get("/corrections/")
    few = costs()
    for number in range(1, 6):
        more(number)
    assert costs() == few
    assert max(few) <= 7


def count_queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.django_db(transaction=True)
def test_what_a_story_is_listed_in_is_purged_with_it() -> None:
    topic, mairin = Topic.objects.create(name="Dredging"), Contributor.objects.create(name="Máirín Kehoe")
    story = make_story(topics=[topic], bylines=[(mairin, "")])
    listed = {f"topic:{topic.pk}", f"contributor:{mairin.pk}"}
    assert listed <= purged_by(lambda: publish_story(story=story, actor=None))
    assert "corrections" in purged_by(lambda: correct(StoryPage.objects.get(pk=story.pk), "Noon.", clock.now()))
    again = StoryPage.objects.get(pk=story.pk)
    assert {*listed, "corrections"} <= purged_by(
        lambda: withdraw_story(story=again, actor=None, reason="Wrong.", now=clock.now())
    )
