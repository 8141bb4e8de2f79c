"""The front as readers get it: what editors laid down, nothing that is not public, in a fixed number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.edge.purging import committed_purges
from standfirst.prepared import Prepared
from standfirst.stories.actions.containers import ContainerPlan, add_container
from standfirst.stories.actions.fronts import pin_story, turn_pins
from standfirst.stories.actions.live_blogs import end_live_blog
from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.fronts import Fill, Kind
from standfirst.stories.models import Container, Contributor, FrontPage, SectionPage, StoryPage, Topic
from standfirst.stories.pages import stock
from standfirst.stories.pages.arranging import filled_front, plan_of
from standfirst.stories.tests.factories import make_live_blog, make_section, make_story

pytestmark = pytest.mark.django_db
IN_AN_HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def shown() -> dict[str, list[str]]:
    """Headlines by container, of containers that have any."""
    front = FrontPage.objects.get()
    filled = filled_front(plan_of(front.pk), sections=SectionPage.in_order(), now=clock.now())
    return {one.title or one.container.kind: [story.title for story in one.stories] for one in filled if one.places}


def add(kind: Kind = Kind.LIST, fill: Fill = Fill.NEWEST, size: int = 3, **more: object) -> Container:
    plan = ContainerPlan(kind=kind, fill=fill, size=size, **more)  # type: ignore[arg-type]  # any of its fields
    return add_container(front=FrontPage.objects.get(), plan=plan, actor=None, now=clock.now())


def pin(story: StoryPage, container: Container, position: int = 0, **more: object) -> None:
    more.setdefault("ends_at", None)
    pin_story(
        front=FrontPage.objects.get(), story=story, container_id=container.pk, position=position,
        actor=None, now=clock.now(), **more,  # type: ignore[arg-type]  # times
    )  # fmt: skip


def lead() -> Container:
    return Container.objects.get(kind="lead")


def test_a_new_paper_has_a_lead_two_beside_it_and_a_band_for_every_section() -> None:
    news, sport = make_section("news"), make_section("sport")
    for number in range(1, 6):
        make_story(f"News {number}", section=news)
    make_story("Sport 1", section=sport)
    assert shown() == {"lead": ["Sport 1"], "secondary": ["News 5", "News 4"], "News": ["News 3", "News 2", "News 1"]}


def test_a_band_that_was_removed_stays_away_when_its_section_is_published_again() -> None:
    section = make_section()
    Container.objects.filter(sections=section).delete()
    section.save_revision().publish()
    assert not Container.objects.filter(sections=section).exists()


def test_rules_draw_from_topics_contributors_and_pictures(client: Client) -> None:
    make_section()
    Container.objects.all().delete()
    ferry, kehoe = Topic.objects.create(name="Ferry"), Contributor.objects.create(name="Máirín Kehoe")
    make_story("By Kehoe", bylines=[(kehoe, "")])
    make_story("On the ferry", topics=[ferry])
    make_story("Neither")
    add(title="Ferry", fill=Fill.TOPICS, topics=[ferry])
    add(title="Kehoe", fill=Fill.CONTRIBUTORS, contributors=[kehoe])
    add(title="Pictures", fill=Fill.PICTURES)
    add(title="By hand", fill=Fill.PINS)
    assert shown() == {"Ferry": ["On the ferry"], "Kehoe": ["By Kehoe"]}
    page = client.get("/").content.decode()
    assert page.index("Kehoe") > page.index("On the ferry") > page.index("Ferry</h2>")


@pytest.mark.parametrize("fill", [Fill.SECTIONS, Fill.TOPICS, Fill.CONTRIBUTORS])
def test_a_quiet_corner_is_filled_from_further_back(monkeypatch: pytest.MonkeyPatch, fill: Fill) -> None:
    monkeypatch.setattr(stock, "NEWEST", 4)
    # The number is part of the statement, so another number is another statement.
    monkeypatch.setattr(stock, "LATEST", Prepared(lambda: stock._latest(StoryPage.objects.visible_to_readers())))
    quiet, busy = make_section("quiet"), make_section("busy")
    topic, name = Topic.objects.create(name="Moss"), Contributor.objects.create(name="Orla Fennick")
    make_story("Of last year", section=quiet, topics=[topic], bylines=[(name, "")])
    for number in range(6):
        make_story(f"Busy {number}", section=busy)
    Container.objects.all().delete()
    add(size=2)
    add(title="Quiet", fill=fill, sections=[quiet], topics=[topic], contributors=[name])
    add(title="Pictures", fill=Fill.PICTURES)
    assert shown() == {"list": ["Busy 5", "Busy 4"], "Quiet": ["Of last year"]}


def test_an_opinion_stands_under_the_name_of_who_holds_it(client: Client) -> None:
    name = Contributor.objects.create(name="Fintan Early")
    make_story("The rain has the right of way", bylines=[(name, "Columnist")])
    Container.objects.all().delete()
    add(kind=Kind.OPINION)
    page = client.get("/").content.decode()
    assert "Fintan Early" in page
    assert page.count("The rain has the right of way") == 1


def test_containers_without_stories_and_hidden_ones_are_not_there(client: Client) -> None:
    make_story("The only one")
    add(kind=Kind.LIVE, fill=Fill.PINS, title="Live now")
    hidden = add(title="Not yet", is_active=False)
    page = client.get("/").content.decode()
    assert "Live now" not in page
    assert hidden.title not in page


def test_secondary_after_a_lead_stands_beside_it_and_elsewhere_by_itself(client: Client) -> None:
    for number in range(5):
        make_story(f"Story {number}")
    Container.objects.exclude(kind="lead").delete()
    add(kind=Kind.SECONDARY, size=1)
    add(kind=Kind.SECONDARY, size=1, title="More of today")
    add(kind=Kind.LIVE, size=1)
    page = client.get("/").content.decode()
    assert page.count("front-seconds") == page.count("front-across") == page.count("live-tag") == 1


def test_a_pinned_story_that_is_withdrawn_leaves_the_front_and_no_hole() -> None:
    older, newer = make_story("Older"), make_story("Newer")
    pin(older, lead())
    assert shown()["lead"] == ["Older"]
    withdraw_story(story=older, actor=None, reason="Wrong.", now=clock.now())
    assert shown() == {"lead": [newer.title]}


def test_the_front_is_kept_no_longer_than_until_the_next_pin_begins_or_ends(client: Client) -> None:
    story = make_story()
    assert int(client.get("/")["Edge-Max-Age"]) <= 24 * 3600
    pin(story, lead(), ends_at=clock.now() + timedelta(minutes=2))
    assert 100 < int(client.get("/")["Edge-Max-Age"]) <= 120


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_the_front_anew_when_a_pin_begins_and_when_it_ends() -> None:
    older, _newer = make_story("Older"), make_story("Newer")
    begins, ends = clock.now() + IN_AN_HOUR, clock.now() + 2 * IN_AN_HOUR
    pin(older, lead(), begins_at=begins, ends_at=ends)
    for moment, turned in [
        (begins - SECOND, 0), (begins, 1), (begins, 0), (ends - SECOND, 0), (ends, 1), (ends, 0),
    ]:  # fmt: skip
        with committed_purges() as purged:
            assert turn_pins(now=moment) == turned
        assert ("front" in purged) == bool(turned)


def test_a_front_costs_the_same_queries_however_much_stands_on_it(client: Client) -> None:
    name = Contributor.objects.create(name="Bríd Mulqueen")
    for number in range(5):
        make_story(f"Story {number}", bylines=[(name, "")])
    Container.objects.filter(kind="list").delete()
    add(kind=Kind.OPINION, size=1)
    pin(StoryPage.objects.all()[0], lead())
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for number in range(6):
        story = make_story(f"More {number}", bylines=[(name, "")], section=make_section(f"section-{number % 4}"))
        pin(story, add(kind=Kind.OPINION), position=1)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    # The new sections brought a rule with them, by which nothing was filled before; a rule costs a query.
    assert len(many) == len(few) + 1
    assert len(many) <= 14, "\n".join(one["sql"][:160] for one in many)


def test_a_live_container_holds_the_live_blogs_that_go_on() -> None:
    make_story("No live blog")
    live_blog = make_live_blog(story=make_story("The storm, as it comes"))
    add(kind=Kind.LIVE, fill=Fill.LIVE, title="Now")
    Container.objects.exclude(kind="live").delete()
    assert shown() == {"Now": ["The storm, as it comes"]}
    end_live_blog(story=live_blog.story, actor=aoife(), now=clock.now())
    assert shown() == {}


def test_a_second_site_leaves_the_front_where_it_was(client: Client) -> None:
    """The short way to the front is for installations of one site; with more, Wagtail is asked which is meant."""
    story = make_story("The ferry ran aground")
    front = FrontPage.objects.get()
    Site.objects.create(hostname="other.example", root_page=front)
    assert story.title in client.get("/").content.decode()
    FrontPage.objects.filter(pk=front.pk).update(live=False)
    assert client.get("/").status_code == 404


def test_a_front_that_is_not_public_is_not_shown(client: Client) -> None:
    make_story("The ferry ran aground")
    FrontPage.objects.update(live=False)
    assert client.get("/").status_code == 404
