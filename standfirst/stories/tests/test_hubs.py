"""WebSub: the hub hears of every publication, and of the feeds that have changed by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from standfirst.stories.hubs import HubRefused, tell_hub, wait_before
from standfirst.stories.models import Contributor, Topic
from standfirst.stories.tasks import tell_hub_of_story
from standfirst.stories.tests.factories import make_draft, make_story

Heard = list[dict[str, list[str]]]


@contextmanager
def hub(status: int = 204) -> Iterator[tuple[str, Heard]]:
    """A hub on this machine, which answers with `status`, and what it was told."""
    heard: Heard = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            heard.append(parse_qs(self.rfile.read(length).decode()))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", heard
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def waiting() -> list[DBTaskResult[..., object]]:
    """Further attempts; the first one of each publication names no number."""
    found = DBTaskResult.objects.filter(task_path="standfirst.stories.tasks.tell_hub_of_story")
    return [one for one in found if "attempt" in one.args_kwargs["kwargs"]]


@pytest.mark.django_db
def test_the_hub_is_told_of_every_feed_in_one_request(settings: Settings) -> None:
    topic, sorcha = Topic.objects.create(name="Tides"), Contributor.objects.create(name="Sorcha Quill")
    story = make_story(topics=[topic], bylines=[(sorcha, ""), (sorcha, "Photographs by")])
    with hub() as (address, heard):
        settings.WEBSUB_HUB = address
        tell_hub_of_story.func(story_id=story.pk)
    (told,) = heard
    assert told["hub.mode"] == ["publish"]
    assert len(told["hub.url"]) == len(set(told["hub.url"])) == 12
    for place in ("", "section/news/", "topic/tides/", "contributor/sorcha-quill/"):
        assert f"http://127.0.0.1:8000/feeds/{place}rss.xml" in told["hub.url"]


@pytest.mark.django_db
def test_a_hub_that_refuses_is_told_again_later_and_not_for_ever(settings: Settings) -> None:
    story = make_story()
    with hub(503) as (address, heard):
        settings.WEBSUB_HUB = address
        tell_hub_of_story.func(story_id=story.pk)
        assert len(waiting()) == 1
        assert waiting()[-1].args_kwargs["kwargs"] == {"story_id": story.pk, "attempt": 2}
        tell_hub_of_story.func(story_id=story.pk, attempt=5)
    assert len(heard) == 2
    assert len(waiting()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "http://127.0.0.1:9/"])
def test_nobody_is_told_of_what_readers_may_not_see(settings: Settings, address: str) -> None:
    settings.WEBSUB_HUB = address
    tell_hub_of_story.func(story_id=make_draft().pk)
    if not address:
        tell_hub_of_story.func(story_id=make_story().pk)
    assert not waiting()


def test_a_hub_that_is_not_there_is_said_to_be_so() -> None:
    with pytest.raises(HubRefused, match=r"127\.0\.0\.1:9"):
        tell_hub(hub="http://127.0.0.1:9/", feeds=["http://127.0.0.1/feeds/rss.xml"])


def test_the_waits_grow_and_end() -> None:
    waits = [wait_before(attempt) for attempt in range(1, 6)]
    assert waits == [60, 300, 1800, 7200, None]
