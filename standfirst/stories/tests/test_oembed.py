"""oEmbed: our stories on other people's pages, and nothing else that somebody asks for."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import etree

from standfirst import clock
from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.tests.factories import make_draft, make_picture, make_section, make_story
from standfirst.stories.tests.test_feeds import HOSTILE
from standfirst.stories.tests.validators import check_html

pytestmark = pytest.mark.django_db


def test_the_page_leads_to_its_card(client: Client) -> None:
    story = make_story(HOSTILE, standfirst="In short & plain.")
    page = client.get(story.url).content.decode()
    (address,) = re.findall(r'type="application/json\+oembed" href="([^"]+)"', page)
    parts = urlsplit(unescape(address))
    answer = client.get(f"{parts.path}?{parts.query}")
    card = answer.json()
    assert (card["version"], card["type"], card["provider_name"]) == ("1.0", "rich", "The Harbour Courier")
    check_html(card["html"])
    assert "In short &amp; plain." in card["html"]
    assert f'href="{story.full_url}"' in card["html"]
    assert f"story:{story.pk}" in answer["Edge-Tags"].split()


def test_the_card_is_also_there_as_xml(client: Client) -> None:
    story = make_story(HOSTILE)
    tree = etree.fromstring(client.get("/oembed", {"url": story.full_url, "format": "xml"}).content)
    assert tree.findtext("type") == "rich"
    check_html(tree.findtext("html") or "")


def test_the_card_keeps_to_the_room_it_is_given(client: Client) -> None:
    story = make_story(lead_picture=make_picture(alt_text="The ferry"))
    wide = client.get("/oembed", {"url": story.full_url, "maxwidth": "5000"}).json()
    assert (wide["width"], wide["thumbnail_width"]) == (600, 400)
    narrow = client.get("/oembed", {"url": story.full_url, "maxwidth": "300", "maxheight": "100"}).json()
    assert (narrow["width"], narrow["height"]) == (300, 100)
    assert "thumbnail_url" not in narrow


@pytest.mark.parametrize(
    "address",
    [
        "",
        "news/ferry-runs-aground/",
        "https://elsewhere.example/news/ferry-runs-aground/",
        "http://testserver.elsewhere.example/news/ferry-runs-aground/",
        "http://testserver@elsewhere.example/news/ferry-runs-aground/",
        "javascript://testserver/news/ferry-runs-aground/",
        "file:///etc/passwd",
        "http://testserver:99999999/news/ferry-runs-aground/",
        "http://[::1/news/",
        "http://testserver/news/",
        "http://testserver/",
        "http://testserver/news/%00/",
        "http://testserver/news/" + "x" * 5000,
    ],
)
def test_anything_else_is_not_found(client: Client, address: str) -> None:
    make_story()
    assert client.get("/oembed", {"url": address}).status_code == 404


def test_what_readers_may_not_see_has_no_card(client: Client) -> None:
    draft = make_draft("Secret")
    assert client.get("/oembed", {"url": draft.full_url}).status_code == 404
    story = withdraw_story(story=make_story(), actor=None, reason="No.", now=clock.now())
    assert client.get("/oembed", {"url": story.full_url}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"format": "yaml"}, 501), ({"maxwidth": "wide"}, 400), ({"maxwidth": "0"}, 400), ({"maxheight": "²"}, 400)],
)
def test_what_can_not_be_read_is_refused_in_words(client: Client, asked: dict[str, str], status: int) -> None:
    make_section()
    answer = client.get("/oembed", {"url": "http://testserver/", **asked})
    assert (answer.status_code, answer["Content-Type"]) == (status, "text/plain; charset=utf-8")
