"""Numbers in addresses, as crawlers and the curious type them: what is not there is a 404, never an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.comments.tests.factories import make_thread
from standfirst.stories.models import Contributor, FrontPage, Topic
from standfirst.stories.tests.factories import make_live_blog, make_section, make_story

pytestmark = pytest.mark.django_db

NOWHERE = ["abc", "-1", "0", "1000000", str(10**30), "1e3", "²", "1_0", "\0", "9" * 5000]


def corrections() -> str:
    return reverse("corrections")


def search() -> str:
    make_story()
    return reverse("search") + "?q=ferry"


def section() -> str:
    return str(make_section().url)


def topic() -> str:
    return reverse("topic", args=[Topic.objects.create(name="Dredging").slug])


def contributor() -> str:
    return reverse("contributor", args=[Contributor.objects.create(name="Máirín Kehoe").slug])


@pytest.mark.parametrize("of", [corrections, search, section, topic, contributor])
def test_no_list_has_such_a_page(client: Client, of: Callable[[], str]) -> None:
    address = of()
    assert client.get(address).status_code == 200
    for number in NOWHERE:
        assert client.get(address, query_params={"q": "ferry", "page": number}).status_code == 404, number


def thread() -> str:
    return reverse("thread", args=[make_thread().pk])


def live_entries() -> str:
    return reverse("live_entries", args=[make_live_blog().story.pk])


@pytest.mark.parametrize(("of", "name"), [(thread, "after"), (live_entries, "before")])
def test_places_in_a_thread_and_a_live_blog_are_there_or_not(client: Client, of: Callable[[], str], name: str) -> None:
    address = of()
    for number in ["abc", "-1", "1e3", "²", "1_0", "\0", "9" * 5000]:
        assert client.get(address, {name: number}).status_code == 404, number
    for number in ["0", "1000000", str(10**30)]:
        # Places are compared as text: behind such a one there may be nothing, which is no error.
        assert client.get(address, {name: number}).status_code in {200, 404}, number


@pytest.mark.parametrize(
    "address",
    [
        "/live/{}/",
        "/live/{}/1/",
        "/live/1/{}/",
        "/live/1/since/{}/",
        "/threads/{}/",
        "/comments/{}/",
        "/documents/{}/a/",
    ],
)
def test_what_has_no_such_number_is_not_there(client: Client, address: str) -> None:
    make_section()
    for number in ["abc", "-1", "0", "1000000", str(10**30), "9" * 5000]:
        assert client.get(address.format(number)).status_code == 404, number


def test_the_front_is_one_page(client: Client) -> None:
    make_section()
    for number in NOWHERE:
        assert client.get(FrontPage.objects.get().url, {"page": number}).status_code == 200, number
