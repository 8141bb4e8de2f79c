"""Stories in the API: what is public as JSON, and nothing else, whoever asks and however."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import APIToken

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.edge.purging import committed_purges
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.models import Agency, Contributor, Correction, StoryPage, Topic
from standfirst.stories.tests.embed_hosts import VIDEO
from standfirst.stories.tests.factories import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db

LIST = "/api/v3/pages/"
SCHEMA = "/api/v3/openapi.json"
SECRET = "Kilmurvey"  # in every text that no reader may see


def detail(story: StoryPage) -> str:
    return f"{LIST}{story.pk}/"


def full_story() -> StoryPage:
    """A story with all its furniture, and a secret in each field that is for the desk."""
    person = Contributor.objects.create(name="Máirín Kehoe")
    agency = Agency.objects.create(name="Agence Atlantique", credit_line="With Agence Atlantique.")
    other = make_story("Ferry timetable")
    hidden = make_draft(f"{SECRET} to close")
    story = make_draft(
        "Ferry runs aground",
        kicker="Harbour", standfirst="At noon.", front_headline="Ferry aground", language="ga", dateline="DUNMARA",
        bylines=[(person, ""), (agency, "With reporting by")], topics=[Topic.objects.create(name="Ferries")],
        usage_terms=SECRET, editors_note=SECRET, copyright_notice="© The Test Courier", related=[other, hidden],
        body=[
            ("paragraph", f'<p>See <a linktype="page" id="{other.pk}">this</a>.</p>'),
            ("read_also", {"story": hidden}),
            ("embed", {"address": VIDEO, "caption": ""}),
        ],
    )  # fmt: skip
    story.corrections_list = [Correction(kind="correction", text="It was noon.", made_at=clock.now())]
    story.save_revision()
    return publish_story(story=story, actor=aoife())


def test_a_story_is_told_with_its_furniture(client: Client) -> None:
    story = full_story()
    answer = client.get(detail(story))
    told = answer.json()
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert told["title"] == "Ferry runs aground"
    assert told["front_headline"] == "Ferry aground"
    assert told["bylines"] == [
        {"kind": "contributor", "name": "Máirín Kehoe", "role": "", "slug": "mairin-kehoe"},
        {"kind": "agency", "name": "Agence Atlantique", "role": "With reporting by", "slug": ""},
    ]
    assert told["topics"] == [{"name": "Ferries", "slug": "ferries"}]
    assert told["section"]["slug"] == "news"
    assert (told["language"], told["dateline"]) == ("ga", "DUNMARA")
    assert [one["text"] for one in told["corrections"]] == ["It was noon."]
    assert told["meta"]["html_url"] == f"http://testserver{story.url}"
    assert [one["title"] for one in told["related"]] == ["Ferry timetable"]
    assert [block["type"] for block in told["body"]] == ["paragraph", "read_also", "embed"]
    assert 'href="http://testserver/news/ferry-timetable/"' in told["body"][0]["html"]
    assert told["is_full_text"]
    assert f"story:{story.pk}" in answer["Edge-Tags"].split()
    assert "embed:" in answer["Edge-Tags"]


def test_the_list_tells_the_same_without_bodies(client: Client) -> None:
    story = full_story()
    told = client.get(LIST, {"topic": "ferries"}).json()
    assert told["count"] == 1
    one = client.get(detail(story)).json()
    for name in ("body", "is_full_text", "related"):
        del one[name]
    assert told["items"] == [one]


def test_an_agencys_text_stays_here(client: Client) -> None:
    agency = Agency.objects.create(name="Agence Atlantique", credit_line="With Agence Atlantique.")
    told = client.get(detail(make_story(agency=agency))).json()
    assert (told["is_full_text"], told["body"]) == (False, [])
    assert told["agency"] == {"name": "Agence Atlantique", "credit_line": "With Agence Atlantique."}


def hidden_stories() -> list[StoryPage]:
    """A draft, a scheduled one, an unpublished one, a withdrawn one, and a public one with a newer draft."""
    draft = make_draft(f"{SECRET} one")
    scheduled = make_draft(f"{SECRET} two")
    scheduled.go_live_at = timezone.now() + timedelta(hours=1)
    scheduled.save_revision().publish()
    unpublished = make_story(f"{SECRET} three")
    unpublished.unpublish()
    withdrawn = make_story(f"{SECRET} four")
    withdraw_story(story=withdrawn, actor=None, reason=SECRET, now=clock.now())
    return [draft, scheduled, unpublished, withdrawn]


def addresses(schema: Any, ids: list[int]) -> Iterator[tuple[str, str]]:
    """Every route of stories in the document, with every id."""
    for path, operations in of_stories(schema).items():
        for pk in ids if "{page_id}" in path else [0]:
            for method in operations:
                yield method, path.replace("{page_id}", str(pk))


def of_stories(schema: Any) -> dict[str, Any]:
    """What the document says of stories; desks above have joined in with routes of their own."""
    paths = schema["paths"].items()
    return {path: operations for path, operations in paths if path.startswith((LIST, "/api/v3/sections/"))}


def test_no_route_tells_what_is_not_public(client: Client) -> None:
    hidden = hidden_stories()
    public = full_story()
    public.title = f"{SECRET} five"
    public.body = [("paragraph", f"<p>{SECRET}</p>")]
    public.save_revision()
    schema = client.get(SCHEMA).json()
    staff = Client()
    staff.force_login(aoife())
    questions = [
        "",
        "?version=draft",
        "?limit=50",
        f"?html_path={hidden[0].url}",
        "?section=news",
        "?rich_text_format=html",
    ]
    seen = set()
    for browser in (client, staff):
        for method, address in addresses(schema, [story.pk for story in (*hidden, public)]):
            assert method == "get"
            for question in questions:
                answer = browser.get(address + question)
                assert SECRET not in answer.content.decode(), address
                assert answer.status_code in {200, 302, 400, 404, 410, 422}, address
                assert not answer.cookies
                seen.add(answer.status_code)
    assert {200, 404, 410} <= seen
    statuses = [client.get(detail(story)).status_code for story in hidden]
    assert statuses == [404, 404, 404, 410]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here_with_or_without_a_token(client: Client, method: str) -> None:
    story = make_story()
    editor = aoife()
    client.force_login(editor)
    _, token = APIToken.create_token(user=editor, name="A script")
    for address in (
        LIST,
        detail(story),
        SCHEMA,
        "/api/v3/sections/",
        f"{detail(story)}actions/publish/",
        "/api/v3/sites/",
    ):
        answer = getattr(client, method)(
            address, json.dumps({"title": "Forged"}), content_type="application/json",
            headers={"Authorization": f"Bearer {token}", "Sec-Fetch-Site": "same-origin"},
        )  # fmt: skip
        assert answer.status_code in {403, 404, 405}, address
    assert StoryPage.objects.get().title == "Ferry runs aground"


@pytest.mark.parametrize(
    "question",
    [
        "limit=0", "limit=51", "limit=abc", "offset=-1", "offset=1000000", "offset=1e3", "section=%00", "topic=a%20b",
        "contributor='", "type=wagtailcore.Page", "language=%F0%9F%90%9F", "order=usage_terms", "usage_terms=x",
        "section=" + "a" * 300, "limit=99999999999999999999999", "fields=*", "search=x",
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_so(client: Client, question: str) -> None:
    make_story()
    answer = client.get(f"{LIST}?{question}")
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Edge-Tags" not in answer


@pytest.mark.parametrize("number", ["0", "-1", "abc", "99999999999999999999", "²", "1%00", "1.0"])
def test_a_story_that_is_not_there(client: Client, number: str) -> None:
    make_section()
    assert client.get(f"{LIST}{number}/").status_code in {404, 422}


def test_paging_and_filters(client: Client) -> None:
    stories = [make_story(f"Story {n}") for n in range(5)]
    sport = make_story("Score", section=make_section("sport"))
    german = make_story("Fähre", language="de")

    def titles(**question: Any) -> list[str]:
        return [one["title"] for one in client.get(LIST, question).json()["items"]]

    assert titles(limit=2, offset=2) == [stories[4].title, stories[3].title]
    assert titles(offset=100) == []
    assert titles(section="sport", type="stories.StoryPage") == [sport.title]
    assert titles(section="nowhere") == titles(contributor="nobody") == titles(topic="nothing") == []
    assert titles(language="de") == [german.title]
    assert len(titles(language="en-gb")) == 6


def test_a_list_costs_the_same_with_two_stories_and_with_nine(client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(LIST, {"limit": 50}).status_code == 200
        return len(made)

    full_story()
    queries()
    few = queries()
    for number in range(7):
        person = Contributor.objects.create(name=f"Person {number}")
        make_story(f"Story {number}", bylines=[(person, "")], section=make_section("sport"))
    assert queries() <= few
    assert few <= 12


@pytest.mark.django_db(transaction=True)
def test_a_new_story_purges_the_list_and_a_changed_one_its_own_page(client: Client) -> None:
    story = make_story()
    kept = set(client.get(LIST)["Edge-Tags"].split())
    own = set(client.get(detail(story))["Edge-Tags"].split())
    with committed_purges() as purged:
        make_story("Another")
    assert kept & purged
    assert not own & purged
    with committed_purges() as purged:
        withdraw_story(story=story, actor=None, reason="Wrong.", now=clock.now())
    assert kept & purged
    assert own & purged


def test_the_story_at_an_address(client: Client) -> None:
    story = make_story()
    hidden = make_draft("Hidden")
    answer = client.get(f"{LIST}find/", {"html_path": story.url})
    assert (answer.status_code, answer["Location"]) == (302, detail(story))
    assert client.get(f"{LIST}find/", {"html_path": hidden.url}).status_code == 404
    assert client.get(f"{LIST}find/").status_code == 422
    assert client.get(f"{LIST}find/", {"html_path": "/../\x00"}).status_code == 422


def test_the_sections(client: Client) -> None:
    make_section()
    told = client.get("/api/v3/sections/").json()
    assert [(one["slug"], one["html_url"]) for one in told["items"]] == [("news", "http://testserver/news/")]


def test_the_document_describes_what_is_there_and_no_page_loads_from_elsewhere(client: Client) -> None:
    make_section()
    schema = client.get(SCHEMA).json()
    assert schema["openapi"].startswith("3.1.")
    told = of_stories(schema)
    assert set(told) == {LIST, f"{LIST}find/", f"{LIST}{{page_id}}/", "/api/v3/sections/"}
    assert all(set(operations) == {"get"} for operations in told.values())
    named = set(schema["components"]["schemas"])
    assert set(_references(schema)) <= {f"#/components/schemas/{name}" for name in named}
    everything = json.dumps(schema)
    for private in ("usage_terms", "editors_note", "owner", "withdrawn_"):
        assert private not in everything
    for address in ("/api/v3/whoami/", "/api/v3/schema/"):
        assert client.get(address).status_code == 404


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from _references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _references(inner)
