"""Sites elsewhere at the desk: who registers them, what is refused, and what follows from a change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.actions.bearing import user_of_bearer
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import aoife, cormac, make_reader, niamh
from standfirst.comments.actions.sites import add_key, change_page, change_site, end_key
from standfirst.comments.models import OutsideKey, OutsideOrigin, OutsidePage, OutsideSite
from standfirst.comments.tests.factories_elsewhere import (
    BLOG,
    FERRY,
    SECRET,
    Visitor,
    bearer,
    make_comment_there,
    make_site,
)
from standfirst.edge.models import Purge
from standfirst.edge.purging import committed_purges

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Blog",
    "origins": f"{BLOG}\nhttps://www.blog.example/",
    "pages_by": "readers",
    "comments_mode": "open",
    "is_active": "on",
}


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("fergal@paper.example", display_name="Fergal"))
    return client


def test_only_administrators_register_sites(client: Client) -> None:
    site = make_site()
    for person in (niamh(), aoife(), cormac()):
        client.force_login(person)
        for address in (reverse("outside_sites"), reverse("outside_site", args=[site.pk]), reverse("add_outside_site")):
            assert client.get(address).status_code in {302, 403}
        client.post(reverse("add_outside_site"), FORM)
    assert OutsideSite.objects.count() == 1


def test_a_site_is_registered_with_its_origins_and_shown_with_what_its_pages_need(desk: Client) -> None:
    answer = desk.post(reverse("add_outside_site"), FORM)
    site = OutsideSite.objects.get()
    assert answer.headers["Location"] == reverse("outside_site", args=[site.pk])
    assert set(site.origins.values_list("origin", flat=True)) == {BLOG, "https://www.blog.example"}
    page = desk.get(answer.headers["Location"]).content.decode()
    assert f"data-site=&quot;{site.reference}&quot;" in page
    assert "/static/elsewhere/comments.js" in page


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"origins": "http://blog.example"}, "origins"),
        ({"origins": "https://*.example"}, "origins"),
        ({"origins": f"{BLOG}/path"}, "origins"),
        ({"origins": ""}, "origins"),
        ({"issuer": BLOG}, "audience"),
        ({"origins": "https://taken.example"}, "origins"),
        ({"issuer": "https://taken.example", "audience": "x"}, "issuer"),
    ],
)
def test_what_cannot_be_is_refused_next_to_its_field(desk: Client, more: dict[str, str], field: str) -> None:
    make_site(origins=("https://taken.example",), issuer="https://taken.example", audience="x")
    answer = desk.post(reverse("add_outside_site"), FORM | more)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert OutsideSite.objects.count() == 1


def test_the_database_keeps_issuers_and_origins_apart() -> None:
    site = make_site(issuer=BLOG, audience="x")
    other = make_site(origins=("https://other.example",))
    for rows, broken in (
        (OutsideSite.objects.filter(pk=other.pk), {"issuer": BLOG, "audience": "x"}),
        (OutsideSite.objects.filter(pk=other.pk), {"issuer": "y", "audience": ""}),
        (OutsideSite.objects.filter(pk=site.pk), {"comments_mode": "maybe"}),
        (OutsideOrigin.objects.filter(site=other), {"origin": BLOG}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)


def test_keys_are_added_beside_each_other_and_ended(desk: Client) -> None:
    site = make_site()
    add = reverse("add_outside_key", args=[site.pk])
    given = {"kid": "2026", "algorithm": "HS256", "material": SECRET}
    assert desk.post(add, given).status_code == 302
    assert desk.post(add, given).status_code == 422
    for wrong in ("short", "-----BEGIN PUBLIC KEY-----\nx"):
        assert desk.post(add, {"kid": "x", "algorithm": "HS256", "material": wrong}).status_code == 422
    key = OutsideKey.objects.get()
    assert SECRET not in desk.get(reverse("outside_site", args=[site.pk])).content.decode()
    desk.post(reverse("end_outside_key", args=[site.pk, key.pk]))
    key.refresh_from_db()
    assert not key.holds_at(clock.now())
    assert "over" in desk.get(reverse("outside_site", args=[site.pk])).content.decode()


def test_ending_a_key_twice_or_before_it_begins() -> None:
    site, now = make_site(), clock.now()
    given: dict[str, Any] = {"site_id": site.pk, "algorithm": "HS256", "material": SECRET}
    first = add_key(**given, kid="a", valid_from=now - timedelta(days=2), valid_until=now - timedelta(days=1))
    end_key(site_id=site.pk, key_id=first.pk, until=now)
    assert OutsideKey.objects.get(pk=first.pk).valid_until == now - timedelta(days=1)
    later = add_key(**given, kid="b", valid_from=now + timedelta(days=1))
    end_key(site_id=site.pk, key_id=later.pk, until=now)
    assert not OutsideKey.objects.filter(pk=later.pk).exists()
    end_key(site_id=site.pk, key_id=99, until=now)


def test_an_origin_that_is_taken_away_reads_and_writes_no_more(desk: Client) -> None:
    site = make_site()
    held = bearer(niamh())
    make_comment_there(site, niamh())
    Purge.objects.all().delete()
    desk.post(reverse("change_outside_site", args=[site.pk]), FORM | {"origins": "https://new.example"})
    assert user_of_bearer(token=held, origin=BLOG, at=clock.now()) is None
    assert Visitor(site).read().status_code == 404
    assert Visitor(site, token=held).send("post_from_elsewhere", url=FERRY, body="x").status_code == 403


def test_pages_follow_their_site_when_it_closes_unless_the_desk_said_otherwise() -> None:
    site = make_site()
    make_comment_there(site, niamh())
    make_comment_there(site, niamh(), "Another.", address=f"{BLOG}/other/")
    OutsidePage.objects.filter(address=FERRY).update(comments_mode="premoderated")
    change_site(site_id=site.pk, origins=[BLOG], settings={"comments_mode": "closed"}, now=clock.now())
    modes = dict(OutsidePage.objects.values_list("address", "comments_mode"))
    assert modes == {FERRY: "premoderated", f"{BLOG}/other/": "closed"}


def test_the_desk_names_a_page_and_takes_one_down(desk: Client) -> None:
    site = make_site()
    thread = make_comment_there(site, niamh()).thread
    page = OutsidePage.objects.get()
    address = reverse("change_outside_page", args=[page.pk])
    assert desk.post(address, {"title": "", "comments_mode": "open"}).status_code == 422
    desk.post(address, {"title": "The ferry, again", "comments_mode": "closed", "live": "on"})
    shown = Client().get(reverse("thread", args=[thread.pk])).content.decode()
    assert "The ferry, again" in shown
    assert "This conversation is closed" in shown
    desk.post(address, {"title": "The ferry, again", "comments_mode": "closed"})
    assert Client().get(reverse("thread", args=[thread.pk])).status_code == 404


def test_the_screens_cost_the_same_with_many_sites_and_pages(desk: Client) -> None:
    site = make_site()

    def queries(address: str) -> int:
        desk.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        return len(asked)

    make_comment_there(site, niamh())
    addresses = [reverse("outside_sites"), reverse("outside_site", args=[site.pk])]
    few = [queries(address) for address in addresses]
    for number in range(4):
        make_site(origins=(f"https://b{number}.example",), name=f"B {number}")
        make_comment_there(site, make_reader(f"R{number}"), f"Words {number}.", address=f"{BLOG}/{number}/")
    assert [queries(address) for address in addresses] == few


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_taken_down_is_thrown_away_wherever_its_thread_is_held() -> None:
    """Programs, feeds and readers' pages hold it under its thread."""
    thread = make_comment_there(make_site(), niamh()).thread
    page = OutsidePage.objects.get()
    with committed_purges() as purged:
        change_page(page_id=page.pk, title=page.title, comments_mode="open", live=False)
    assert f"thread:{thread.pk}" in purged
