"""What the edge holds for pages of other sites is purged by whatever would make it read otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.actions.editing import delete_comment, edit_comment
from standfirst.comments.actions.recommending import recommend
from standfirst.comments.actions.sites import change_page, change_site
from standfirst.comments.models import Comment, OutsidePage, OutsideSite
from standfirst.comments.tests.factories_elsewhere import BLOG, FERRY, make_comment_there, make_site
from standfirst.edge.caching import TAGS_HEADER
from standfirst.edge.purging import committed_purges

pytestmark = pytest.mark.django_db(transaction=True)


def site() -> OutsideSite:
    return OutsideSite.objects.prefetch_related("origins").get()


def change(**settings: Any) -> None:
    change_site(site_id=site().pk, origins=[BLOG], settings=settings, now=clock.now())


def change_the_page(**more: Any) -> None:
    given: dict[str, Any] = {"title": "The ferry", "comments_mode": "open", "live": True} | more
    change_page(page_id=OutsidePage.objects.get().pk, **given)


def first() -> Comment:
    return Comment.objects.earliest("pk")


CHANGES: list[Callable[[], object]] = [
    lambda: make_comment_there(site(), niamh(), "First."),
    lambda: make_comment_there(site(), tadhg(), "Second."),
    lambda: recommend(comment_id=first().pk, reader=tadhg(), now=clock.now()),
    lambda: edit_comment(comment_id=first().pk, revision=1, author=niamh(), body="Changed.", now=clock.now()),
    lambda: change_the_page(title="Another name"),
    lambda: change(comments_mode="closed"),
    lambda: change(comments_mode="open"),
    lambda: change_the_page(comments_mode="closed"),
    lambda: change_the_page(),
    lambda: change_site(site_id=site().pk, origins=[BLOG, "https://www.blog.example"], settings={}, now=clock.now()),
    lambda: delete_comment(comment_id=first().pk, author=niamh(), now=clock.now()),
    lambda: change_the_page(live=False),
    lambda: change_the_page(),
    lambda: change(is_active=False),
]


def held() -> dict[str, tuple[int, bytes, str, frozenset[str]]]:
    """Of each address what would be kept: status, words, policy and tags."""
    asked = urlencode({"url": FERRY, "from": BLOG})
    doors = ("elsewhere", "thread_elsewhere", "frame_elsewhere", "counts_elsewhere")
    addresses = [f"{reverse(door, args=[site().reference])}?{asked}" for door in doors]
    for comment in Comment.objects.all():
        form = reverse("report_form_elsewhere", args=[site().reference, comment.pk])
        addresses += [f"{form}?{asked}", reverse("thread", args=[comment.thread_id])]
    found = {}
    for address in addresses:
        answer = Client().get(address)
        tags = frozenset(answer.get(TAGS_HEADER, "").split())
        if tags:
            found[address] = (answer.status_code, answer.content, answer["Content-Security-Policy"], tags)
    return found


def test_no_page_that_reads_otherwise_stays_in_memory() -> None:
    make_site()
    before = held()
    for number, do in enumerate(CHANGES):
        with committed_purges() as purged:
            do()
        after = held()
        for address, kept in before.items():
            if after.get(address, (0, b"", "", None))[:3] != kept[:3]:
                assert kept[3] & purged, f"change {number} leaves {address}"
        assert after != before, f"change {number} changes nothing"
        before = after
