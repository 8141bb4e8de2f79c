"""Conversations on pages of other sites: the same for everybody, kept by the edge, framed by nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standfirst.accounts.tests.factories import make_reader, niamh, tadhg
from standfirst.comments.models import OutsidePage, Thread
from standfirst.comments.tests.factories_elsewhere import (
    BLOG,
    FERRY,
    Visitor,
    make_comment_there,
    make_site,
)

pytestmark = pytest.mark.django_db
EVIL = "https://evil.example"


# Reading


def test_looking_at_a_page_makes_no_row_however_many_addresses_are_made_up() -> None:
    visitor = Visitor(make_site())
    for number in range(5):
        for door in ("thread_elsewhere", "elsewhere", "frame_elsewhere", "counts_elsewhere"):
            assert visitor.read(door, url=f"{BLOG}/made-up-{number}/").status_code == 200
    assert not OutsidePage.objects.exists()
    assert not Thread.objects.exists()


def test_a_piece_is_what_stands_on_our_own_page_and_the_edge_keeps_it() -> None:
    site = make_site()
    comment = make_comment_there(site, niamh())
    answer = Visitor(site).read()
    assert "The pilot knew." in answer.content.decode()
    assert f'id="comment-{comment.pk}"' in answer.content.decode()
    assert {f"thread:{comment.thread_id}", "site"} <= set(answer["Edge-Tags"].split())
    assert not answer.cookies
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]
    ours = Client().get(reverse("thread", args=[comment.thread_id])).content.decode()
    assert "The pilot knew." in ours
    assert f'href="{FERRY}"' in ours


def test_other_ways_to_write_the_address_lead_to_the_same_conversation() -> None:
    site = make_site()
    make_comment_there(site, niamh(), address=f"{BLOG}/2026/ferry/?utm_source=mail#top")
    make_comment_there(site, tadhg(), "So did I.", address="http://BLOG.example/2026/./ferry/")
    assert OutsidePage.objects.get().address == FERRY
    assert Thread.objects.get().comment_count == 2


def test_only_pages_of_the_site_may_read_with_script_and_only_one_origin_is_named() -> None:
    visitor = Visitor(make_site(origins=(BLOG, "https://www.blog.example")))
    assert visitor.read()["Access-Control-Allow-Origin"] == BLOG
    assert (
        visitor.read(**{"from": "https://www.blog.example"})["Access-Control-Allow-Origin"]
        == "https://www.blog.example"
    )
    for origin in (EVIL, "*", "null", "", "https://blog.example.evil.example", "https://BLOG.example", f"{BLOG}/"):
        for door in ("thread_elsewhere", "frame_elsewhere", "counts_elsewhere"):
            answer = visitor.read(door, **{"from": origin})
            assert answer.status_code == 404, origin
            assert "Access-Control-Allow-Origin" not in answer, origin
    for answer in (visitor.read(), visitor.read("counts_elsewhere")):
        assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize(
    "url", [f"{EVIL}/ferry/", "javascript:alert(1)", "//evil.example/", "", "x", FERRY.upper()[:9]]
)
def test_a_page_that_is_not_the_sites_is_nowhere(url: str) -> None:
    visitor = Visitor(make_site())
    for door in ("thread_elsewhere", "elsewhere", "frame_elsewhere"):
        assert visitor.read(door, url=url).status_code == 404


def test_the_plain_link_leads_to_our_page_and_never_away() -> None:
    site = make_site()
    visitor = Visitor(site)
    page = visitor.read("elsewhere").content.decode()
    assert f'href="{FERRY}"' in page
    assert "begin/?url=https%3A%2F%2Fblog.example%2F2026%2Fferry%2F" in page
    thread = make_comment_there(site, niamh()).thread
    assert visitor.read("elsewhere").headers["Location"] == reverse("thread", args=[thread.pk])


def test_what_a_page_is_called_is_shown_as_text_only() -> None:
    site = make_site()
    title = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    Visitor(site, niamh()).send("post_from_elsewhere", url=f"{BLOG}/%22%3E%3Cscript%3E/", title=title, body="Hello.")
    thread = Thread.objects.get()
    for address in (reverse("thread", args=[thread.pk]), f"/feeds/thread/{thread.pk}/rss.xml"):
        page = Client().get(address).content.decode()
        assert "<img src=x" not in page
        assert "<script>alert" not in page
    framed = Visitor(site).read("frame_elsewhere", url=f'{BLOG}/"><script>alert(1)</script>/').content.decode()
    assert "<script>alert" not in framed


def test_pages_come_in_every_order_and_one_comment_in_its_place() -> None:
    site = make_site()
    first = make_comment_there(site, niamh(), "First.")
    make_comment_there(site, tadhg(), "Second.")
    page = Visitor(site).read(sort="newest").content.decode()
    assert page.index("Second.") < page.index("First.")
    assert Visitor(site).read(sort="loudest").status_code == 404
    assert Visitor(site).read(after="x").status_code == 404
    assert "First." in Visitor(site).read(comment=first.pk).content.decode()
    assert "The whole conversation" in Visitor(site).read(number=first.number).content.decode()
    assert Visitor(site).read(number=99).status_code == 404


def test_a_piece_costs_the_same_with_three_comments_and_with_twelve() -> None:
    site = make_site()
    readers = [make_reader(f"Reader {number}") for number in range(12)]

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert Visitor(site).read().status_code == 200
        return len(asked)

    for reader in readers[:3]:
        make_comment_there(site, reader, f"By {reader}.")
    few = queries()
    for reader in readers[3:]:
        make_comment_there(site, reader, f"By {reader}.")
    assert queries() == few <= 6


def test_counts_tell_many_pages_at_once() -> None:
    site = make_site()
    make_comment_there(site, niamh())
    answer = Visitor(site).read("counts_elsewhere", url=[FERRY, f"{FERRY}#x", f"{BLOG}/other/", f"{EVIL}/"])
    assert answer.json() == {"counts": {FERRY: 1, f"{FERRY}#x": 1, f"{BLOG}/other/": 0}}
    assert Visitor(site).read("counts_elsewhere", url=[f"{BLOG}/{n}" for n in range(51)]).status_code == 404
    assert Visitor(site).read("counts_elsewhere", url=[]).status_code == 404


def test_a_page_that_the_desk_took_down_is_nowhere() -> None:
    site = make_site()
    thread = make_comment_there(site, niamh()).thread
    OutsidePage.objects.update(live=False)
    visitor = Visitor(site, niamh())
    for door in ("thread_elsewhere", "elsewhere", "frame_elsewhere"):
        assert visitor.read(door).status_code == 404
    assert visitor.send("post_from_elsewhere", url=FERRY, body="Still here.").json()["refusal"] == "closed"
    assert visitor.send("yours_elsewhere", query=f"?thread={thread.pk}").status_code == 404


def test_language_is_the_hosts_where_we_speak_it() -> None:
    visitor = Visitor(make_site())
    assert 'lang="de"' in visitor.read(lang="de-AT").content.decode()
    assert 'lang="en-gb"' in visitor.read(lang="xx").content.decode()


# Frames


def test_one_page_may_be_framed_by_the_site_and_by_nobody_else() -> None:
    site = make_site(origins=(BLOG, "https://www.blog.example"))
    framed = Visitor(site).read("frame_elsewhere")
    policy = dict(part.strip().split(" ", 1) for part in framed["Content-Security-Policy"].split(";"))
    assert policy["frame-ancestors"] == f"{BLOG} https://www.blog.example"
    assert policy["script-src"] == "'self'"
    assert "X-Frame-Options" not in framed
    for door in ("elsewhere", "thread_elsewhere"):
        other = Visitor(site).read(door)
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"
