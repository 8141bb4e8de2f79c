"""Every address of ours is in this table with who may write there, and each is walked as every role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import aoife, cormac, niamh, tadhg
from standfirst.comments.models import Comment, Recommendation
from standfirst.comments.tests.factories import make_comment, make_thread, story_of
from standfirst.moderation.models import Decision, QueueItem, Report
from standfirst.moderation.tests.factories import make_held_item
from standfirst.stories.actions.asking import ask_for_correction
from standfirst.stories.models import Container, CorrectionRequest, Embargo, FrontChange, LiveChange, Pin
from standfirst.stories.tests.factories import make_draft, make_entry, make_live_blog

pytestmark = pytest.mark.django_db

READ_ONLY = {
    # The short way to a story has no name of its own: a story knows its address. Nor has what the API does not know;
    # what the API does is walked as every role in test_api_callers.py.
    "", "thread", "comment", "comment_posted", "reply_form", "your_comments",
    "elsewhere", "thread_elsewhere", "frame_elsewhere", "counts_elsewhere", "report_form_elsewhere", "outside_sites",
    "outside_site", "thread_branch", "thread_feed", "reader", "reader_feed", "comment_counts",
    "house_rules", "report_thanks", "support", "pledge_thanks",
    "your_fragment", "your_page", "fetch_data", "your_notifications", "your_waiting_picture", "patterns",
    "app_health", "demo_mail",
    "go", "moderation_queue",
    "webhooks", "webhook", "front_desk", "choose_for_front", "front_preview", "pasted_blocks",
    "live_entries", "live_entry", "live_since",
    "api_docs", "search", "topic", "contributor", "corrections",
    "paper_feed", "section_feed", "topic_feed", "contributor_feed", "sitemap", "sitemap_of_lists", "sitemap_of_month",
    "news_sitemap", "oembed", "robots_txt", "security_txt", "trust_txt", "well_known_trust_txt", "ads_txt",
}  # fmt: skip
EVERYBODY = {"stranger", "reader", "editor", "moderator", "administrator"}
WRITERS = {
    "post_comment": EVERYBODY,
    "begin_elsewhere": EVERYBODY,
    "enter_elsewhere": {"reader"},
    "kept_comment": EVERYBODY,
    "edit_comment": {"reader"},
    "delete_comment": {"reader"},
    "pick_comment": {"editor", "moderator", "administrator"},
    "recommend_comment": EVERYBODY - {"stranger"},
    "take_back_recommendation": EVERYBODY - {"stranger"},
    "your_letters": EVERYBODY - {"stranger"},
    "your_profile": EVERYBODY - {"stranger"},
    "follow_thread": EVERYBODY - {"stranger"},
    "mute_author": EVERYBODY - {"stranger"},
    "your_muted": EVERYBODY - {"stranger"},
    "report_comment": EVERYBODY,
    "your_keys": EVERYBODY - {"stranger"},
    "your_data": EVERYBODY - {"stranger"},
    "close_account": EVERYBODY - {"stranger"},
    "start_pledge": EVERYBODY,
    "double_checkout": EVERYBODY,
    "moderation_item": {"moderator", "administrator"},
    "add_outside_site": {"administrator"},
    "change_outside_site": {"administrator"},
    "add_outside_key": {"administrator"},
    "end_outside_key": {"administrator"},
    "change_outside_page": {"administrator"},
    "add_webhook": {"administrator"},
    "change_webhook": {"administrator"},
    "rotate_webhook_secret": {"administrator"},
    "test_webhook": {"administrator"},
    "resend_webhook": {"administrator"},
    "withdraw_story": {"editor", "administrator"},
    "front_story": {"editor", "administrator"},
    "front_container": {"editor", "administrator"},
    "add_front_container": {"editor", "administrator"},
    "live_desk": {"editor", "administrator"},
    "live_state": {"editor", "administrator"},
    "change_live_entry": {"editor", "administrator"},
    "mark_live_entry": {"editor", "administrator"},
    "remove_live_entry": {"editor", "administrator"},
    "embargo_story": {"editor", "administrator"},
    "correct_story": {"editor", "administrator"},
    "settle_story": {"editor", "administrator"},
    "discard_update": {"editor", "administrator"},
    "ask_correction": {"editor", "moderator", "administrator"},
    "settle_correction": {"editor", "administrator"},
    "paste_manuscript": {"editor", "administrator"},
    "both_texts": {"editor", "administrator"},
    "story_editing_ping": {"editor", "administrator"},
}
# Signed by the processor, or by us in a letter; tested in contributions and accounts.
SIGNED = {"processor_webhook", "stop_letters", "come_from_elsewhere"}
# No session counts there, but a bearer for the origin of another site; tested in comments.
FROM_ELSEWHERE = {
    "post_from_elsewhere", "preview_elsewhere", "recommend_elsewhere", "edit_elsewhere", "delete_elsewhere",
    "yours_elsewhere", "account_elsewhere", "exchange_token", "leave_elsewhere", "report_elsewhere",
}  # fmt: skip
# Handed in by the edge, which lets nobody else there; tested in stories and in the edge.
INSIDE = {"count_views"}
DESKS = ("accounts.views", "stories", "comments", "moderation", "contributions", "adverts", "web", "demo")
OURS = tuple(f"standfirst.{desk}" for desk in DESKS)


@dataclass(frozen=True)
class Endpoint:
    name: str
    module: str


def endpoints(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[Endpoint]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from endpoints(pattern.url_patterns)
        elif (pattern.callback.__module__ or "").startswith(("standfirst.", "django.contrib.admin")):
            yield Endpoint(pattern.name or "", pattern.callback.__module__)


def person(role: str) -> User | None:
    if role == "stranger":
        return None
    if role == "administrator":
        return User.objects.create_superuser("fergal@paper.example", display_name="Fergal")
    return {"reader": niamh, "editor": aoife, "moderator": cormac}[role]()


def browser(role: str, site: str = "same-origin") -> Client:
    client = Client(headers={"Sec-Fetch-Site": site})
    user = person(role)
    if user is not None:
        client.force_login(user)
    return client


def test_every_endpoint_is_in_the_table() -> None:
    known = READ_ONLY | set(WRITERS) | SIGNED | INSIDE | FROM_ELSEWHERE
    found = {endpoint.name for endpoint in endpoints() if endpoint.module.startswith(OURS)}
    assert found == known


def test_what_is_for_reading_takes_no_writes() -> None:
    thread = make_thread()
    comment, story = make_comment(thread), story_of(thread).pk
    arguments: dict[str, list[int | str]] = {
        "thread": [thread.pk], "comment": [comment.pk], "comment_posted": [comment.pk], "reply_form": [comment.pk],
        "report_thanks": ["NONE"], "fetch_data": [1], "webhook": [1],
        "pledge_thanks": ["NONE"], "go": [1], "choose_for_front": [1],
        "live_entries": [story], "live_entry": [story, 1], "live_since": [story, 0],
        "topic": ["dredging"], "contributor": ["mairin-kehoe"],
        "paper_feed": ["rss.xml"], "section_feed": ["news", "rss.xml"], "topic_feed": ["tides", "rss.xml"],
        "thread_branch": [thread.pk, comment.number], "reader": [niamh().reference],
        "thread_feed": [thread.pk, "atom.xml"], "reader_feed": [niamh().reference, "atom.xml"],
        "elsewhere": ["none"], "thread_elsewhere": ["none"], "frame_elsewhere": ["none"], "counts_elsewhere": ["none"],
        "report_form_elsewhere": ["none", 1], "outside_site": [1],
        "contributor_feed": ["sorcha", "rss.xml"], "sitemap_of_month": [2026, 11, 1],
    }  # fmt: skip
    reader = browser("reader")
    for name in sorted(READ_ONLY):
        address = reverse(name, args=arguments.get(name, [])) if name else story_of(thread).url
        # A page behind a sign-in sends strangers there; nothing is written either way.
        assert reader.post(address).status_code in {302, 403, 404, 405}, name
        assert Comment.objects.count() == 1, name


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_moderators_decide(role: str) -> None:
    item = make_held_item()
    browser(role).post(reverse("moderation_item", args=[item.pk]), {"outcome": "publish", "revision": 1})
    allowed = role in WRITERS["moderation_item"]
    assert Decision.objects.exists() == allowed
    item.comment.refresh_from_db()
    assert (item.comment.state == Comment.State.PUBLISHED) == allowed


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_editors_withdraw(role: str) -> None:
    story = story_of(make_thread())
    browser(role).post(reverse("withdraw_story", args=[story.pk]), {"reason": "Wrong."})
    story.refresh_from_db()
    assert (story.withdrawn_at is not None) == (role in WRITERS["withdraw_story"])


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_editors_change_the_front(role: str) -> None:
    story, container = story_of(make_thread()), Container.objects.all()[0]
    client = browser(role)
    client.post(reverse("front_story", args=[story.pk]), {"do": "pin", "to": f"{container.pk}:0", "seen": 0})
    assert Pin.objects.exists() == (role in WRITERS["front_story"])
    seen = FrontChange.objects.count() and FrontChange.objects.latest("pk").pk
    client.post(reverse("front_container", args=[container.pk]), {"do": "remove", "seen": seen})
    assert Container.objects.filter(pk=container.pk).exists() == (role not in WRITERS["front_container"])
    fields = {"kind": "list", "title": "Regatta", "size": 3, "fill": "newest"}
    seen = FrontChange.objects.count() and FrontChange.objects.latest("pk").pk
    client.post(reverse("add_front_container"), {**fields, "seen": seen})
    assert Container.objects.filter(title="Regatta").exists() == (role in WRITERS["add_front_container"])


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_editors_write_live(role: str) -> None:
    live_blog = make_live_blog()
    entry = make_entry(live_blog)
    client, story = browser(role), live_blog.story_id
    client.post(reverse("live_desk", args=[story]), {"text": "Mine.", "posting_key": "k"})
    client.post(reverse("change_live_entry", args=[story, entry.pk]), {"text": "Mine.", "revision": 1})
    client.post(reverse("mark_live_entry", args=[story, entry.pk]), {"mark": "pin"})
    client.post(reverse("remove_live_entry", args=[story, entry.pk]), {"words": ""})
    client.post(reverse("live_state", args=[story]), {"state": "ended"})
    # Started and posted by the desk; the rest is this person's.
    assert (LiveChange.objects.count() > 2) == (role in WRITERS["live_desk"])
    assert LiveChange.objects.count() in {2, 7}


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_editors_set_embargoes_and_correct(role: str) -> None:
    story, draft = story_of(make_thread()), make_draft()
    client = browser(role)
    client.post(reverse("embargo_story", args=[draft.pk]), {"embargoed_until": "2031-05-01 18:00", "reason": "Budget."})
    assert Embargo.objects.exists() == (role in WRITERS["embargo_story"])
    for name in ("correct_story", "settle_story"):
        allowed = client.get(reverse(name, args=[story.pk])).status_code == 200
        assert allowed == (role in WRITERS[name])


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_the_desk_asks_settles_and_pastes(role: str) -> None:
    story = story_of(make_thread())
    client = browser(role)
    client.post(reverse("ask_correction", args=[story.pk]), {"words": "It was Tuesday."})
    assert CorrectionRequest.objects.exists() == (role in WRITERS["ask_correction"])
    asked = ask_for_correction(story=story, words="It was noon.", actor=aoife(), now=clock.now())
    client.post(reverse("settle_correction", args=[asked.pk]))
    asked.refresh_from_db()
    assert (asked.settled_at is not None) == (role in WRITERS["settle_correction"])
    before = story.latest_revision_id
    client.post(reverse("paste_manuscript", args=[story.pk]), {"words": "Mine."})
    story.refresh_from_db()
    assert (story.latest_revision_id != before) == (role in WRITERS["paste_manuscript"])
    address = reverse("both_texts", args=[story.pk, uuid4()])
    assert (client.post(address).headers.get("Location", "").endswith("/edit/")) == (role in WRITERS["both_texts"])


@pytest.mark.parametrize("role", sorted(EVERYBODY - {"stranger"}))
def test_a_comment_is_its_senders_whatever_the_form_says(role: str) -> None:
    thread = make_thread()
    client = browser(role)
    client.post(reverse("post_comment", args=[thread.pk]), {"body": "Mine.", "author": 1, "author_id": 1})
    assert str(Comment.objects.get().author_id) == client.session["_auth_user_id"]


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_authors_change_and_delete_what_they_wrote(role: str) -> None:
    comment = make_comment(make_thread(), now=clock.now())
    client = browser(role)
    client.post(reverse("edit_comment", args=[comment.pk]), {"body": "Other words.", "revision": 1, "author": 1})
    comment.refresh_from_db()
    assert (comment.revision == 2) == (role in WRITERS["edit_comment"])
    client.post(reverse("delete_comment", args=[comment.pk]))
    comment.refresh_from_db()
    assert (comment.state == Comment.State.DELETED) == (role in WRITERS["delete_comment"])


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_the_desk_picks(role: str) -> None:
    comment = make_comment(make_thread())
    client = browser(role)
    client.post(reverse("pick_comment", args=[comment.pk]), {"do": "pick"})
    comment.refresh_from_db()
    assert (comment.picked_at is not None) == (role in WRITERS["pick_comment"])
    assert comment.picked_by is None or str(comment.picked_by_id) == client.session["_auth_user_id"]


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_everybody_who_is_signed_in_recommends_for_themselves(role: str) -> None:
    comment = make_comment(make_thread(), author=tadhg())
    client = browser(role)
    client.post(reverse("recommend_comment", args=[comment.pk]), {"reader": tadhg().pk})
    made = Recommendation.objects.filter(comment=comment).first()
    assert (made is not None) == (role in WRITERS["recommend_comment"])
    assert made is None or str(made.reader_id) == client.session["_auth_user_id"]
    client.post(reverse("take_back_recommendation", args=[comment.pk]))
    assert not Recommendation.objects.filter(undone_in=None).exists()


def test_a_report_is_its_senders_whatever_the_form_says() -> None:
    comment = make_comment(make_thread())
    address = reverse("report_comment", args=[comment.pk])
    words = {"reason": "uncivil", "words": "Rude.", "reporter": cormac().pk, "email": "other@readers.example"}
    browser("reader").post(address, words)
    report = Report.objects.get()
    assert report.reporter == niamh()
    assert report.email == niamh().email


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_no_form_of_another_site_writes_anything(site: str) -> None:
    thread = make_thread(comments_mode="premoderated")
    comment = make_comment(thread)
    item, story = QueueItem.objects.get(comment=comment), story_of(thread).pk
    arguments: dict[str, list[int | str]] = {
        "post_comment": [thread.pk], "report_comment": [comment.pk], "moderation_item": [item.pk],
        "edit_comment": [comment.pk], "delete_comment": [comment.pk],
        "pick_comment": [comment.pk], "recommend_comment": [comment.pk], "take_back_recommendation": [comment.pk],
        "follow_thread": [thread.pk], "mute_author": [comment.pk],
        "double_checkout": ["none"], "withdraw_story": [story], "front_story": [story],
        "front_container": [Container.objects.all()[0].pk],
        "live_desk": [story], "live_state": [story], "change_live_entry": [story, 1],
        "mark_live_entry": [story, 1], "remove_live_entry": [story, 1],
        "embargo_story": [story],
        "begin_elsewhere": ["none"], "enter_elsewhere": ["none"], "change_outside_site": [1], "add_outside_key": [1],
        "end_outside_key": [1, 1], "change_outside_page": [1],
        "change_webhook": [1], "rotate_webhook_secret": [1], "test_webhook": [1], "resend_webhook": [1],
        "correct_story": [story], "settle_story": [story], "discard_update": [story],
        "ask_correction": [story], "settle_correction": [1], "paste_manuscript": [story],
        "both_texts": [story, str(uuid4())], "story_editing_ping": [story, 0],
    }  # fmt: skip
    fields = {"body": "Forged.", "outcome": "publish", "revision": 1, "reason": "uncivil", "words": "Forged."}
    moderator = browser("moderator", site)
    for name in sorted(WRITERS):
        answer = moderator.post(reverse(name, args=arguments.get(name, [])), fields)
        assert answer.status_code == 403, name
    assert Comment.objects.count() == 1
    assert not Report.objects.exists()
    assert not Decision.objects.exists()
    assert not FrontChange.objects.exists()
