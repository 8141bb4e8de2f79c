"""The front at the desk: who may, what a form does without script, and the front of tomorrow morning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from standfirst import clock
from standfirst.accounts.tests.factories import aoife, cormac
from standfirst.stories.actions.fronts import version_of
from standfirst.stories.days import seven_tomorrow
from standfirst.stories.fronts import Fill
from standfirst.stories.models import Container, FrontChange, FrontPage, Pin, StoryPage, Topic
from standfirst.stories.tests.factories import make_draft, make_section, make_story
from standfirst.stories.tests.test_front_page import add, lead, pin, shown

pytestmark = pytest.mark.django_db
DESK = "/desk/front/"


@pytest.fixture
def editor() -> Client:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(aoife())
    return client


def send(client: Client, story: StoryPage, do: str, **fields: Any) -> Any:
    given = {"do": do, "seen": version_of(FrontPage.objects.get()), **fields}
    return client.post(reverse("front_story", args=[story.pk]) + "?focus=up", given)


def schedule(story: StoryPage, moment: Any, **fields: Any) -> None:
    story.go_live_at = moment
    for name, value in fields.items():
        setattr(story, name, value)
    story.save_revision().publish()


def test_the_front_is_for_those_who_may_publish_it(editor: Client) -> None:
    make_story()
    assert editor.get(DESK).status_code == 200
    assert 'href="/desk/front/"' in editor.get("/desk/").content.decode().replace("&quot;", '"').replace(
        '"url": "/desk/front/"', 'href="/desk/front/"'
    )
    moderator = Client(headers={"Sec-Fetch-Site": "same-origin"})
    moderator.force_login(cormac())
    assert moderator.get(DESK).status_code in {302, 403}
    assert moderator.get("/desk/front/preview/").status_code in {302, 403}


def test_the_screen_says_how_long_an_arrow_holds(editor: Client) -> None:
    make_story()
    assert "pins it there until tomorrow, 07:00" in editor.get(DESK).content.decode()


def test_the_focus_is_taken_back_as_a_name_and_nothing_else(editor: Client) -> None:
    story = make_story()
    given = {"do": f"place:{lead().pk}:0", "seen": version_of(FrontPage.objects.get())}
    answer = editor.post(reverse("front_story", args=[story.pk]) + "?focus=up%26said%3D1%23x", given)
    assert answer["Location"].endswith(f"&focus=up%26said%3D1%23x#story-{story.pk}")


def test_a_step_up_puts_the_story_there_until_the_morning_and_keeps_the_focus(editor: Client) -> None:
    older, _newer = make_story("Older"), make_story("Newer")
    answer = send(editor, older, f"place:{lead().pk}:0")
    assert answer.url == f"/desk/front/?said={FrontChange.objects.latest('pk').pk}&focus=up#story-{older.pk}"
    assert shown() == {"lead": ["Older"], "secondary": ["Newer"]}
    assert Pin.objects.get().ends_at == seven_tomorrow(clock.now())
    page = editor.get(answer.url).content.decode()
    assert "Aoife put “Older” into Lead, place 1, until" in page
    moved = page[page.index(f'id="story-{older.pk}"') :]
    # There is no further up, so the way down has the focus.
    assert moved.index("-down") < moved.index("autofocus") < moved.index("Move down")


@pytest.mark.parametrize(
    ("until", "hours"), [("hour", 1), ("open", None), ("own", 30), ("midnight", 0), ("seven", 0), ("", 0)]
)
def test_a_pin_ends_when_its_editor_says(editor: Client, until: str, hours: int | None) -> None:
    story = make_story()
    own = timezone.localtime(clock.now() + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M")
    assert send(editor, story, "pin", to=f"{lead().pk}:0", until=until, until_own=own).status_code == 302
    ends = Pin.objects.get().ends_at
    if hours is None:
        assert ends is None
        return
    assert ends is not None
    if hours:
        assert abs(ends - clock.now() - timedelta(hours=hours)) < timedelta(minutes=2)
    else:
        assert timezone.localtime(ends).hour == (0 if until == "midnight" else 7)


def test_a_step_keeps_the_end_that_a_pin_has(editor: Client) -> None:
    story, _other = make_story(), make_story("Another")
    pin(story, lead(), ends_at=None)
    send(editor, story, f"place:{Container.objects.get(kind='secondary').pk}:0")
    assert Pin.objects.get().ends_at is None


@pytest.mark.parametrize(
    ("do", "fields", "words"),
    [
        ("pin", {"to": ""}, "Say where on the front"),
        ("pin", {"to": "1:0", "until": "own"}, "Say until when."),
        ("pin", {"to": "1:0", "until": "own", "until_own": "soon"}, "Give day and time"),
        ("pin", {"to": "999:0"}, "not there any more"),
        ("place:999999999:99", {}, "not there any more"),
        ("unpin", {}, "not there any more"),
        ("unpin", {"seen": "x"}, ""),
        ("explode", {}, ""),
    ],
)
def test_what_makes_no_sense_is_said_in_words_and_changes_nothing(
    editor: Client, do: str, fields: dict[str, str], words: str
) -> None:
    answer = send(editor, make_story(), do, **fields)
    assert answer.status_code in {409, 422}
    assert words in answer.content.decode()
    assert not Pin.objects.exists()


def test_a_time_that_is_over_is_refused_in_words(editor: Client) -> None:
    answer = send(editor, make_story(), "pin", to=f"{lead().pk}:0", until="own", until_own="2020-01-01T07:00")
    assert answer.status_code == 409
    assert "That time is over before it begins." in answer.content.decode()


def test_the_later_editor_reads_who_was_quicker_and_sees_the_front_as_it_is(editor: Client) -> None:
    one, two = make_story("One"), make_story("Two")
    seen = version_of(FrontPage.objects.get())
    send(editor, one, f"place:{lead().pk}:0")
    answer = send(editor, two, f"place:{lead().pk}:0", seen=seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The front has changed since you looked" in page
    assert "put “One” into Lead" in page
    assert shown()["lead"] == ["One"]
    assert f'name="seen" value="{version_of(FrontPage.objects.get())}"' in page


def test_pins_that_wait_are_shown_with_the_reason(editor: Client) -> None:
    make_story("Newest")
    planned, crowded, draft = make_story("Planned"), make_story("Crowded"), make_draft("Draft")
    pin(crowded, lead())
    Pin.objects.update(position=3)
    pin(planned, lead(), begins_at=clock.now() + timedelta(hours=1))
    pin(draft, Container.objects.get(kind="secondary"))
    other = make_story("First in lead")
    Pin.objects.create(
        front=lead().front, container=lead(), story=other, position=0, begins_at=clock.now() - timedelta(hours=1),
        has_begun=True, pinned_at=clock.now(),
    )  # fmt: skip
    page = editor.get(DESK).content.decode()
    for words in ("planned from", "pinned, and not public now", "pinned, and there is no room"):
        assert words in page


def test_the_desk_costs_the_same_queries_however_much_stands_on_the_front(editor: Client) -> None:
    for number in range(4):
        make_story(f"Story {number}")
    pin(StoryPage.objects.all()[0], lead())
    add(fill=Fill.TOPICS, topics=[Topic.objects.create(name="Tides")])
    pin(make_draft("Waits"), lead())
    editor.get(DESK)
    with CaptureQueriesContext(connection) as few:
        editor.get(DESK)
    for number in range(8):
        pin(make_story(f"More {number}"), add(fill=Fill.TOPICS, topics=[Topic.objects.create(name=f"T{number}")]))
    editor.get(DESK)
    with CaptureQueriesContext(connection) as many:
        editor.get(DESK)
    assert len(many) <= len(few), "\n".join(one["sql"][:200] for one in many)


# Choosing


def test_a_story_is_found_by_words_public_or_scheduled(editor: Client) -> None:
    make_story("Ferry runs aground")
    make_draft("Ferry in secret")
    schedule(make_draft("Ferry sails again"), clock.now() + timedelta(hours=8))
    address = reverse("choose_for_front", args=[lead().pk])
    page = editor.get(address, {"q": "ferry"}).content.decode()
    assert "Ferry runs aground" in page
    assert "stands in Lead" in page
    assert "scheduled for" in page
    assert "Ferry in secret" not in page
    assert "No public or scheduled story" in editor.get(address, {"q": "ferry balloon"}).content.decode()


# Looking ahead


def test_the_front_of_tomorrow_at_seven(editor: Client) -> None:
    now = clock.now()
    seven = seven_tomorrow(now)
    today, expiring = make_story("Of today"), make_story("Over at midnight")
    StoryPage.objects.filter(pk=expiring.pk).update(expire_at=seven - timedelta(hours=7))
    schedule(make_draft("Of the morning", section=make_section()), seven)
    schedule(make_draft("Of the afternoon"), seven + timedelta(hours=6))
    schedule(StoryPage.objects.get(pk=today.pk), seven, title="Of today, with the night’s news")
    pin(today, lead(), begins_at=seven)
    answer = editor.get("/desk/front/preview/", {"at": timezone.localtime(seven).strftime("%Y-%m-%dT%H:%M")})
    page = answer.content.decode()
    assert "Preview" in page
    assert f'<p class="date">{date_format(timezone.localtime(seven), "l, j F Y")}</p>' in page
    assert page.index("Of today, with the night’s news") < page.index("Of the morning")
    assert "Over at midnight" not in page
    assert "Of the afternoon" not in page
    assert "no-store" in answer["Cache-Control"]
    assert "Edge-Tags" not in answer
    assert "Of the morning" not in editor.get("/").content.decode()


def test_a_preview_draws_topics_and_names_from_what_is_to_come(editor: Client) -> None:
    topic = Topic.objects.create(name="Ferry")
    make_section()
    Container.objects.all().delete()
    add(fill=Fill.TOPICS, topics=[topic], title="On the ferry")
    schedule(make_draft("Sails again", topics=[topic]), clock.now() + timedelta(minutes=5))
    assert "Sails again" in editor.get("/desk/front/preview/").content.decode()


def test_a_moment_that_is_none_is_said_in_words(editor: Client) -> None:
    make_story()
    answer = editor.get("/desk/front/preview/", {"at": "breakfast"})
    assert answer.status_code == 400
    assert "Give day and time as in" in answer.content.decode()


# Containers


def fields(**more: Any) -> dict[str, Any]:
    seen = version_of(FrontPage.objects.get())
    return {"kind": "list", "title": "Regatta", "size": 3, "fill": "newest", "is_active": "on", "seen": seen, **more}


def test_a_container_is_added_changed_moved_and_removed_by_plain_forms(editor: Client) -> None:
    section = make_section()
    address = reverse("add_front_container")
    assert editor.get(address).status_code == 200
    assert editor.post(address, fields(fill="sections")).status_code == 422
    assert editor.post(address, fields(fill="sections", sections=[section.pk])).status_code == 302
    added = Container.objects.get(title="Regatta")
    own = reverse("front_container", args=[added.pk])
    assert "Regatta" in editor.get(own).content.decode()
    assert editor.post(own, fields(size=13)).status_code == 422
    assert editor.post(own, fields(title="The regatta", do="save")).status_code == 302
    assert editor.post(own, {"do": "up", "seen": fields()["seen"]}).status_code == 302
    assert [one.name for one in Container.objects.all()] == ["Lead", "Secondary", "The regatta", "News"]
    assert editor.post(own, {"do": "remove", "seen": fields()["seen"]}).status_code == 302
    assert not Container.objects.filter(pk=added.pk).exists()


def test_a_container_changed_by_two_keeps_what_the_later_one_filled_in(editor: Client) -> None:
    make_section()
    for address in (reverse("front_container", args=[lead().pk]), reverse("add_front_container")):
        outdated = fields(title="Mine")
        add(title="Of another")
        answer = editor.post(address, outdated)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "The front has changed since you looked" in page
        assert 'value="Mine"' in page
        assert editor.post(address, fields(title="Mine")).status_code == 302
