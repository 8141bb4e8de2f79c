"""A conversation on another site's page goes through all desks as one under a story does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import Letter, Notification
from standfirst.accounts.tests.factories import cormac, niamh, tadhg
from standfirst.comments.models import Comment, Follow
from standfirst.comments.tests.factories_elsewhere import BLOG, FERRY, Visitor, make_comment_there, make_site
from standfirst.contributions.tests.factories import run_tasks
from standfirst.moderation.models import Decision, QueueItem, Report
from standfirst.moderation.tests.factories import civil

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_held_comment_is_read_decided_and_then_stands_on_the_blogs_page(client: Client) -> None:
    site = make_site(comments_mode="premoderated")
    told = Visitor(site, niamh()).send("post_from_elsewhere", url=FERRY, title="The ferry", body="She stopped.").json()
    assert told["state"] == "pending"
    assert told["words"]
    assert "She stopped." not in Visitor(site).read().content.decode()
    item = QueueItem.objects.get(comment=told["comment"])
    client.force_login(cormac())
    assert "The ferry" in client.get(reverse("moderation_queue")).content.decode()
    assert "She stopped." in client.get(reverse("moderation_item", args=[item.pk])).content.decode()
    client.post(reverse("moderation_item", args=[item.pk]), {"outcome": "publish", "revision": 1})
    assert "She stopped." in Visitor(site).read().content.decode()
    run_tasks()
    assert Letter.objects.filter(recipient=niamh().email).exists()


def test_a_report_from_the_blogs_page_is_decided_and_the_comment_goes_from_it(client: Client) -> None:
    site = make_site()
    comment = make_comment_there(site, tadhg(), "Rude words.")
    form = Visitor(site).read("report_form_elsewhere", comment.pk)
    assert form["Access-Control-Allow-Origin"] == BLOG
    assert (
        Visitor(site).read("report_form_elsewhere", comment.pk, **{"from": "https://evil.example"}).status_code == 404
    )
    stranger = Visitor(site)
    assert stranger.send("report_elsewhere", comment.pk, reason="uncivil").json()["refusal"] == "incomplete"
    given = {"reason": "uncivil", "words": "Rude to pilots."}
    told = stranger.send("report_elsewhere", comment.pk, **given, email="orla@readers.example").json()
    assert Report.objects.get().reference == told["reference"]
    assert told["reference"] in told["words"]
    signed_in = Visitor(site, niamh()).send("report_elsewhere", comment.pk, **given, email="other@readers.example")
    assert Report.objects.get(reference=signed_in.json()["reference"]).email == niamh().email
    item = QueueItem.objects.get(comment=comment)
    client.force_login(cormac())
    fields = {"outcome": "remove", "revision": 1, "rule": civil().pk, "statement_of_reasons": "Argue with the point."}
    client.post(reverse("moderation_item", args=[item.pk]), fields)
    assert Decision.objects.get().outcome == "remove"
    assert "Rude words." not in Visitor(site).read().content.decode()
    assert stranger.send("report_elsewhere", comment.pk, **given).status_code == 404


def test_who_follows_and_who_is_answered_hears_of_it_and_is_led_to_the_conversation() -> None:
    site = make_site()
    first = Visitor(site, niamh()).send(
        "post_from_elsewhere", url=FERRY, title="The ferry", body="First.", follow="yes"
    )
    thread = Comment.objects.get(pk=first.json()["comment"]).thread
    assert Follow.objects.get().thread == thread
    run_tasks()
    Visitor(site, tadhg()).send("post_from_elsewhere", url=FERRY, body="A reply.", parent=first.json()["comment"])
    run_tasks()
    assert Notification.objects.filter(reader=niamh()).exists()
    browser = Client()
    browser.force_login(niamh())
    page = browser.get(reverse("your_notifications")).content.decode()
    assert "The ferry" in page
    reply = Comment.objects.get(body="A reply.")
    assert f'href="/comments/{reply.pk}/"' in page
    for address in (
        reverse("your_comments"),
        reverse("follow_thread", args=[thread.pk]),
        f"/readers/{niamh().reference}/",
    ):
        assert "The ferry" in browser.get(address).content.decode(), address
