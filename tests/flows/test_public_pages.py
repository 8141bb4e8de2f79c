"""Public pages: the same for everyone, free of cookies, and of bounded cost."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standfirst.accounts.tests.factories import aoife, make_reader, niamh
from standfirst.comments.models import Thread
from standfirst.comments.tests.factories import make_comment, make_thread, story_of
from standfirst.edge.server.forwarding import is_private
from standfirst.moderation.tests.factories import make_policy
from standfirst.stories.models import Contributor, FrontPage, Topic
from standfirst.stories.tests.factories import make_section, make_story
from standfirst.web.context import OWN_PAGES

pytestmark = pytest.mark.django_db

STORY_BYTES = 14 * 1024
SCRIPT_BYTES = 8 * 1024


def addresses(thread: Thread) -> list[str]:
    return [
        FrontPage.objects.get().url,
        make_section().url,
        story_of(thread).url,
        reverse("thread", args=[thread.pk]),
        reverse("topic", args=[Topic.objects.get_or_create(name="Dredging")[0].slug]),
        reverse("contributor", args=[Contributor.objects.get_or_create(name="Máirín Kehoe")[0].slug]),
        reverse("corrections"),
        reverse("house_rules"),
        reverse("support"),
    ]


def test_public_pages_are_the_same_for_everyone_and_free_of_cookies(client: Client) -> None:
    make_policy()
    thread = make_thread()
    make_comment(thread)
    for address in addresses(thread):
        anonymous = Client().get(address)
        client.force_login(aoife())
        signed_in = client.get(address)
        assert anonymous.status_code == 200, address
        assert anonymous.content == signed_in.content, address
        for answer in (anonymous, signed_in):
            assert not answer.cookies, address
            assert "Cookie" not in answer.get("Vary", ""), address
            assert answer["Edge-Tags"], address


def test_a_withdrawn_and_a_missing_page_have_the_papers_face(client: Client) -> None:
    make_section()
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert 'class="masthead"' in page.content.decode()
    assert "Edge-Tags" not in page


def test_the_masthead_greets_a_reader_only_on_pages_that_the_edge_keeps_nothing_of(client: Client) -> None:
    assert all(map(is_private, OWN_PAGES))
    thread = make_thread()
    client.force_login(niamh())
    greeting = f'<a href="{reverse("your_page")}">Niamh</a>'
    assert greeting in client.get(reverse("your_comments")).content.decode()
    for address in addresses(thread):
        assert greeting not in client.get(address).content.decode(), address


def test_pages_allow_no_inline_script_or_style(client: Client) -> None:
    thread = make_thread()
    make_comment(thread)
    for address in addresses(thread):
        answer = client.get(address)
        page = answer.content.decode()
        assert "unsafe" not in answer["Content-Security-Policy"]
        # What search engines are told lies in a script element that no browser runs.
        assert not re.search(r'<script(?![^>]*\ssrc=| type="application/ld\+json">)', page), address
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page), address
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!testserver|127\.0\.0\.1)', page), address


def count_queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_story_page_costs_the_same_with_five_comments_and_with_fifty(client: Client) -> None:
    thread = make_thread()
    readers = [niamh(), *(make_reader(f"Reader {n}") for n in range(10))]
    for number in range(5):
        make_comment(thread, f"Comment {number}", author=readers[number])
    few = count_queries(client, story_of(thread).url)
    for number in range(5, 50):
        make_comment(thread, f"Comment {number}", author=readers[number % 11])
    assert count_queries(client, story_of(thread).url) == few
    assert few == 13


def test_the_front_costs_the_same_with_three_stories_and_with_twelve(client: Client) -> None:
    for number in range(3):
        make_story(f"Story {number}")
    few = count_queries(client, "/")
    for number in range(3, 12):
        make_story(f"Story {number}")
    assert count_queries(client, "/") == few
    assert few == 11


def test_a_story_with_twenty_comments_is_light(client: Client) -> None:
    text = "The ferry ran aground at noon, and nobody who knows the rocks was surprised to hear of it. " * 5
    words = "She had the tide with her and the wind against her, which in that channel is the wrong way round. "
    paragraphs = [("paragraph", f"<p>{number} {text}</p>") for number in range(20)]
    thread = make_thread(body=paragraphs)
    for number in range(20):
        make_comment(thread, f"{number}: {words * 3}")
    page = client.get(story_of(thread).url).content
    assert len(brotli.compress(page, quality=5)) < STORY_BYTES


def test_all_first_party_script_is_light() -> None:
    scripts = [Path(str(finders.find(f"web/{name}"))) for name in script_names()]
    assert len(scripts) >= 3
    assert sum(len(brotli.compress(script.read_bytes())) for script in scripts) < SCRIPT_BYTES


def script_names() -> list[str]:
    folder = Path(str(finders.find("web/paper.css"))).parent
    return sorted(path.name for path in folder.glob("*.js"))


def test_the_pattern_page_shows_every_component(client: Client) -> None:
    page = client.get(reverse("patterns"))
    assert page.status_code == 200
    for part in ("comment", "advert", "ask", "correction", "pull-quote", "pages", "notice", "live-entry"):
        assert part in page.content.decode(), part


def test_the_pattern_page_shows_the_conversation_in_every_state(client: Client) -> None:
    page = client.get(reverse("patterns")).content.decode()
    states = ["deleted by its author", "removed under the house rules", "A moderator is reading the comment"]
    badges = ["Harbour reporter", "Councillor for the islands", ">Staff<", ">Supporter<", "Picked by the desk"]
    turns = ["Questions are taken from", "Ask until", "Questions were taken until"]
    rest = [
        "A former reader",
        "Only you see this so far",
        'data-refusal="too-long"',
        "Ask the question",
        "Recommended by",
    ]
    for words in (*states, *badges, *turns, *rest):
        assert words in page, words
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)), sorted({one for one in ids if ids.count(one) > 1})


def test_the_page_tells_the_number_of_comments_that_a_recount_gives(client: Client) -> None:
    thread = make_thread()
    for number in range(3):
        make_comment(thread, f"Comment {number}")
    page = client.get(story_of(thread).url).content.decode()
    assert "(3)" in page
    assert '"commentCount":3' in page
    call_command("recount", check=True)
