"""What readers see of a live blog: newest first, each entry at its address, and nothing that they may not see."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.live_blogs import end_live_blog, start_live_blog
from standfirst.stories.actions.live_entries import (
    Words,
    correct_entry,
    edit_entry,
    mark_key_point,
    pin_entry,
    remove_entry,
)
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.models import Contributor, LiveBlog, LiveEntry, StoryPage, Topic
from standfirst.stories.queries.live import AT_ONCE, ON_A_PAGE
from standfirst.stories.tests.factories import NOON, make_draft, make_entry, make_live_blog, make_story

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def ids(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article class="live-entry[^>]* id="entry-(\d+)"', page)]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert not answer.cookies
    assert answer["Edge-Tags"]
    return answer.content.decode()


def since(live_blog: LiveBlog, version: int) -> str:
    return reverse("live_since", args=[live_blog.story_id, version])


def make_many(live_blog: LiveBlog, count: int) -> list[LiveEntry]:
    return [make_entry(live_blog, f"Entry {number}.", minutes=number) for number in range(1, count + 1)]


def test_the_story_page_has_the_newest_entries_and_the_way_to_older_ones(client: Client) -> None:
    live_blog = make_live_blog()
    entries = make_many(live_blog, ON_A_PAGE + 3)
    page = read(client, live_blog.story.url)
    newest_first = [entry.pk for entry in reversed(entries)]
    assert ids(page) == newest_first[:ON_A_PAGE]
    older = re.search(r'rel="next" href="([^"]+)"', page)
    assert older is not None
    assert ids(read(client, older[1])) == newest_first[ON_A_PAGE:]
    assert f"live:{live_blog.story_id}" in client.get(live_blog.story.url)["Edge-Tags"].split()


def test_a_story_that_is_no_live_blog_has_none_of_it(client: Client) -> None:
    story = make_story()
    page = read(client, story.url)
    assert "live-entries" not in page
    assert "LiveBlogPosting" not in page
    for name, more in (("live_entries", []), ("live_entry", [1]), ("live_since", [0])):
        assert client.get(reverse(name, args=[story.pk, *more])).status_code == 404


def test_pinned_entries_stand_first_and_key_points_lead_to_theirs(client: Client) -> None:
    live_blog = make_live_blog()
    first, second, third = make_many(live_blog, 3)
    pin_entry(entry=first, actor=aoife(), now=LATER)
    mark_key_point(entry=second, actor=aoife(), now=LATER, words="The quay floods")
    page = read(client, live_blog.story.url)
    assert ids(page) == [first.pk, third.pk, second.pk]
    assert f'<a href="{second.url}" data-entry="entry-{second.pk}">The quay floods</a>' in page


def test_an_entrys_own_page_has_it_on_top_and_names_the_story_as_the_original(client: Client) -> None:
    live_blog = make_live_blog()
    first, second, _third = make_many(live_blog, 3)
    answer = client.get(second.url)
    page = answer.content.decode()
    assert ids(page) == [second.pk, first.pk]
    assert f'rel="canonical" href="{live_blog.story.full_url}#entry-{second.pk}"' in page
    assert '<meta property="og:title" content="Entry 2.">' in page
    assert {f"live-entry:{first.pk}", f"story:{live_blog.story_id}"} <= set(answer["Edge-Tags"].split())
    # What is posted later changes nothing here, so it is not fetched anew.
    assert f"live:{live_blog.story_id}" not in answer["Edge-Tags"].split()


def test_an_entry_shows_byline_correction_and_update(client: Client) -> None:
    live_blog = make_live_blog()
    entry = make_entry(live_blog, "29 houses.", contributor=Contributor.objects.create(name="Máirín Kehoe"))
    words = Words(text="27 houses.", contributor=entry.contributor, headline="Houses")
    correct_entry(entry=entry, revision=1, actor=aoife(), correction="It said 29.", words=words, now=LATER)
    page = read(client, entry.url)
    for shown in ("<b>Máirín Kehoe</b>", "It said 29.", "Updated", '<h2 class="headline">Houses</h2>'):
        assert shown in page
    assert "29 houses." not in page


def test_a_removed_entry_leaves_a_stub_or_nothing_and_its_address_says_so(client: Client) -> None:
    live_blog = make_live_blog()
    kept, told, gone = make_many(live_blog, 3)
    remove_entry(entry=told, actor=aoife(), now=LATER, words="It was another quay.")
    remove_entry(entry=gone, actor=aoife(), now=LATER)
    page = read(client, live_blog.story.url)
    assert ids(page) == [told.pk, kept.pk]
    assert "It was another quay." in page
    assert "Entry 2." not in page
    answer = client.get(told.url)
    assert answer.status_code == 410
    assert "It was another quay." in answer.content.decode()
    assert client.get(gone.url).status_code == 410


def test_nothing_of_a_draft_or_a_withdrawn_story_is_to_be_had(client: Client) -> None:
    draft = make_draft()
    live_blog = start_live_blog(story=draft, actor=aoife(), now=NOON)
    entry = make_entry(live_blog, "A secret.")
    addresses = [entry.url, since(live_blog, 0), f"/live/{draft.pk}/?before={entry.cursor}", f"/live/{draft.pk}/"]
    for address in addresses:
        assert client.get(address).status_code == 404
    story = publish_story(story=draft, actor=None)
    assert "A secret." in read(client, story.url)
    withdraw_story(story=story, actor=None, reason="It was not so.", now=LATER)
    for address in [*addresses, story.url]:
        answer = client.get(address)
        assert answer.status_code == 410
        assert "It was not so." in answer.content.decode()
        assert "A secret." not in answer.content.decode()


@pytest.mark.parametrize("before", ["abc", "-1", "1", "1e9-2", "9" * 18 + "-1", "²-1", "1-" + "9" * 30])
def test_a_place_that_no_page_names_is_a_404(client: Client, before: str) -> None:
    live_blog = make_live_blog()
    assert client.get(reverse("live_entries", args=[live_blog.story_id]), {"before": before}).status_code == 404


def test_numbers_beyond_every_table_are_a_404(client: Client) -> None:
    live_blog = make_live_blog()
    for address in (f"/live/{'9' * 30}/", f"/live/{live_blog.story_id}/{'9' * 30}/", since(live_blog, 9**30)):
        assert client.get(address).status_code == 404


def test_without_a_place_the_story_has_them(client: Client) -> None:
    live_blog = make_live_blog()
    answer = client.get(reverse("live_entries", args=[live_blog.story_id]))
    assert (answer.status_code, answer["Location"]) == (301, live_blog.story.url)


def test_an_open_page_is_told_of_new_changed_and_removed_entries(client: Client) -> None:
    live_blog = make_live_blog()
    first, second, third = make_many(live_blog, 3)
    edit_entry(entry=first, revision=1, actor=aoife(), words=Words(text="Drier."), now=LATER)
    remove_entry(entry=second, actor=aoife(), now=LATER)
    told = read(client, since(live_blog, third.changed_in))
    assert ids(told) == [first.pk]
    assert "Drier." in told
    assert f'<article id="entry-{second.pk}" data-gone>' in told
    assert 'data-version="6" data-state="running"' in told
    end_live_blog(story=live_blog.story, actor=aoife(), now=LATER)
    told = read(client, since(live_blog, 6))
    assert 'data-state="ended"' in told
    assert "This live blog has ended." in told
    assert client.get(since(live_blog, 8)).status_code == 404


def test_whoever_slept_long_is_told_that_there_is_more(client: Client) -> None:
    live_blog = make_live_blog()
    make_many(live_blog, AT_ONCE + 1)
    told = read(client, since(live_blog, 1))
    assert len(ids(told)) == AT_ONCE
    assert "data-partial" in told


def test_machines_are_told_the_coverage(client: Client) -> None:
    live_blog = make_live_blog()
    entry = make_entry(live_blog, "It is </script> & *wet*.")
    page = read(client, live_blog.story.url)
    told = re.search(r'<script type="application/ld\+json">([^<]*)</script>', page)
    assert told is not None
    data = json.loads(told[1])
    assert data["@type"] == "LiveBlogPosting"
    assert data["url"] == live_blog.story.full_url
    assert data["liveBlogUpdate"][0]["articleBody"] == "It is </script> & wet ."
    assert data["liveBlogUpdate"][0]["url"] == f"http://testserver{entry.url}"


def test_lists_fronts_and_search_say_that_it_is_live_until_it_ends(client: Client) -> None:
    topic = Topic.objects.create(name="Tides")
    live_blog = make_live_blog(topics=[topic])
    addresses = ["/", live_blog.story.section.url, "/topics/tides/", "/search/?q=tide"]
    for address in addresses:
        assert "live-tag" in client.get(address).content.decode(), address
    assert not StoryPage.objects.get(pk=live_blog.story_id).is_live
    end_live_blog(story=live_blog.story, actor=aoife(), now=LATER)
    for address in addresses:
        assert "live-tag" not in client.get(address).content.decode(), address


def test_a_live_blog_costs_the_same_with_five_entries_and_with_two_hundred(client: Client) -> None:
    live_blog = make_live_blog()
    addresses = [live_blog.story.url, since(live_blog, 1)]

    def cost(address: str) -> int:
        read(client, address)
        with CaptureQueriesContext(connection) as queries:
            read(client, address)
        return len(queries)

    make_many(live_blog, 5)
    few = [cost(address) for address in addresses]
    start = LiveBlog.objects.get().version + 1
    LiveEntry.objects.bulk_create(
        LiveEntry(
            live_blog=live_blog,
            account=aoife(),
            text_html="<p>Wet.</p>",
            renderer=1,
            posted_at=LATER + timedelta(minutes=number),
            changed_in=start + number,
            posting_key=str(number),
        )
        for number in range(195)
    )
    assert [cost(address) for address in addresses] == few
    assert few[0] <= 30
    assert few[1] <= 10
