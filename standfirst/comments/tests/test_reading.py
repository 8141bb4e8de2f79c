"""What readers are shown: pages in every order, one comment in its place, stubs, badges, feeds, counts."""

from __future__ import annotations

import html
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import make_reader, niamh, tadhg
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.models import Comment, Thread
from standfirst.comments.queries import pages
from standfirst.comments.tests.factories import NOON, make_comment, make_thread, story_of
from standfirst.stories.actions.publishing import withdraw_story

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def text_at(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address.split("#")[0], asked)
    assert answer.status_code == 200
    return answer.content.decode()


def bring(comment: Comment, to: Comment.State) -> None:
    change_state(comment_id=comment.pk, revision=1, to=to, cause=Cause(rule="test"), now=NOON)


def long_thread(monkeypatch: pytest.MonkeyPatch) -> Thread:
    """Longer than a page, which holds four here."""
    monkeypatch.setattr(pages, "ON_A_PAGE", 4)
    monkeypatch.setattr(pages, "REPLIES_SHOWN", 1)
    return make_thread()


def test_a_page_names_the_order_it_is_in(client: Client) -> None:
    thread = make_thread()
    for words in ("First", "Second"):
        make_comment(thread, words)
    page = text_at(client, reverse("thread", args=[thread.pk]), sort="newest")
    assert page.index("Second") < page.index("First")
    assert 'aria-current="true" rel="nofollow">Newest' in page
    assert "Picks" not in page
    Comment.objects.filter(body="First").update(picked_at=NOON)
    assert "Picks" in text_at(client, story_of(thread).url)


@pytest.mark.parametrize(
    ("sort", "after"),
    [
        ("best", ""),
        ("newest", "x"),
        ("newest", "1-2"),
        ("recommended", "1"),
        ("recommended", "1-2"),
        ("recommended", "1-2-999"),
        ("recommended", "9999999999-2-0"),
        ("discussed", "1-2-3-4"),
        ("picks", "1-2-3"),
        ("picks", "²-1"),
    ],
)
def test_a_cursor_that_no_page_has_is_a_404(client: Client, sort: str, after: str) -> None:
    thread = make_thread()
    make_comment(thread)
    address = reverse("thread", args=[thread.pk])
    assert client.get(address, {"sort": sort, "after": after}).status_code == 404


@pytest.mark.parametrize("after", ["0000002", "1", "00000010", "000000100000²2", "0000001" * 31])
def test_a_cursor_of_another_branch_is_a_404(client: Client, after: str) -> None:
    thread = make_thread()
    make_comment(thread)
    assert client.get(reverse("thread_branch", args=[thread.pk, 1]), {"after": after}).status_code == 404


def test_a_far_pick_cursor_shows_all_of_them(client: Client) -> None:
    thread = make_thread()
    Comment.objects.filter(pk=make_comment(thread, "Picked").pk).update(picked_at=NOON)
    address = reverse("thread", args=[thread.pk])
    assert "Picked" in text_at(client, address, sort="picks", after=f"{'9' * 17}-1")


def test_a_comment_deep_in_a_long_thread_is_shown_below_those_it_answers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = long_thread(monkeypatch)
    line = [make_comment(thread, "Depth 0")]
    for depth in range(1, 6):
        line.append(make_comment(thread, f"Depth {depth}", author=tadhg(), parent_id=line[-1].pk))
    make_comment(thread, "Beside")
    monkeypatch.setattr("standfirst.comments.queries.places.ON_A_PAGE", 4)
    address = client.get(reverse("comment", args=[line[4].pk]))["Location"]
    assert address == f"{reverse('thread_branch', args=[thread.pk, 5])}#comment-{line[4].pk}"
    page = text_at(client, address)
    places = [page.index(f'id="comment-{one.pk}"') for one in line]
    assert places == sorted(places)
    assert "Beside" not in page


def test_more_replies_are_counted_and_lead_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    thread = long_thread(monkeypatch)
    top = make_comment(thread, "Top")
    for number in range(7):
        make_comment(thread, f"Reply {number}", author=make_reader(f"R{number}"), parent_id=top.pk)
    page = text_at(client, story_of(thread).url)
    assert "6 more replies" in page
    assert "Reply 1" not in page
    address = f"{reverse('thread_branch', args=[thread.pk, 1])}?after=00000010000002"
    assert address in page
    later = text_at(client, address)
    assert [number for number in range(7) if f"Reply {number}" in later] == [1, 2, 3, 4]
    assert "More replies" in later


def test_a_stub_says_what_became_of_the_comment(client: Client) -> None:
    thread = make_thread()
    words = {
        Comment.State.REMOVED: "removed under the house rules",
        Comment.State.DELETED: "deleted by its author",
        Comment.State.PENDING: "A moderator is reading the comment that stands here",
    }
    for state in words:
        comment = make_comment(thread, f"Gone: {state}")
        make_comment(thread, "An answer", author=make_reader(f"Answers {state}"), parent_id=comment.pk)
        bring(comment, state)
    page = text_at(client, story_of(thread).url)
    assert "Gone:" not in page
    assert niamh().display_name not in page
    for expected in words.values():
        assert expected in page


def test_supporters_carry_a_badge_if_they_want_one(client: Client) -> None:
    thread = make_thread()
    make_comment(thread)
    address = story_of(thread).url
    User.objects.filter(pk=niamh().pk).update(supporter_until=NOON + timedelta(days=300))
    assert "Supporter" not in text_at(client, address)
    User.objects.filter(pk=niamh().pk).update(shows_support=True)
    assert "Supporter" in text_at(client, address)
    User.objects.filter(pk=niamh().pk).update(supporter_until=NOON - timedelta(days=300))
    assert "Supporter" not in text_at(client, address)


# One reader


def test_a_readers_page_tells_what_they_said_newest_first_page_by_page(client: Client) -> None:
    threads = [make_thread(headline=f"Story {number}") for number in range(3)]
    for number in range(40):
        make_comment(threads[number % 3], f"Said {number:02d}")
    bring(Comment.objects.get(body="Said 39"), Comment.State.REMOVED)
    withdraw_story(story=story_of(threads[2]), actor=None, reason="Wrong.", now=NOON)
    address: str = reverse("reader", args=[niamh().reference])
    seen: list[str] = []
    while address:
        answer = client.get(address)
        page = (answer.context or {})["page"]
        seen += [one.comment.body_html for one in page.said]
        address = f"{reverse('reader', args=[niamh().reference])}?before={page.older}" if page.older else ""
    assert seen == [f"<p>Said {number:02d}</p>" for number in reversed(range(39)) if number % 3 != 2]


def test_who_closed_their_account_has_no_page(client: Client) -> None:
    thread = make_thread()
    make_comment(thread)
    address = reverse("reader", args=[niamh().reference])
    assert address in text_at(client, story_of(thread).url)
    User.objects.filter(pk=niamh().pk).update(closed_at=NOON, display_name="", name_skeleton="")
    for gone in (address, reverse("reader_feed", args=[niamh().reference, "atom.xml"])):
        assert client.get(gone).status_code == 404
    page = text_at(client, story_of(thread).url)
    assert "A former reader" in page
    assert address not in page


@pytest.mark.parametrize("before", ["x", "-1", "²", "9" * 19])
def test_a_readers_page_knows_its_cursors(client: Client, before: str) -> None:
    assert client.get(reverse("reader", args=[niamh().reference]), {"before": before}).status_code == 404


# Feeds and counts


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml", "feed.json"])
def test_a_thread_and_a_reader_have_feeds(client: Client, file: str) -> None:
    thread = make_thread(headline="The pier")
    make_comment(thread, "Older")
    gone = make_comment(thread, "Gone")
    bring(gone, Comment.State.REMOVED)
    make_comment(thread, "Newer", author=tadhg())
    for address, expected in (
        (reverse("thread_feed", args=[thread.pk, file]), ["Newer", "Older"]),
        (reverse("reader_feed", args=[niamh().reference, file]), ["Older"]),
    ):
        page = text_at(client, address)
        assert [word for word in ("Newer", "Older", "Gone") if word in page] == expected
    if file == "atom.xml":
        root = ElementTree.fromstring(page)  # noqa: S314 - our own
        assert [one.text for one in root.findall(f"{ATOM}entry/{ATOM}title")] == [f"{niamh().display_name} on The pier"]


def test_a_feeds_summary_is_what_was_typed(client: Client) -> None:
    thread = make_thread()
    make_comment(thread, "Tar & rope, *or* <b>oil</b>?\n\nBoth.")
    typed = "Tar & rope, or <b>oil</b>? Both."
    item = client.get(reverse("thread_feed", args=[thread.pk, "feed.json"])).json()["items"][0]
    assert item["summary"].split() == typed.split()
    root = ElementTree.fromstring(text_at(client, reverse("thread_feed", args=[thread.pk, "atom.xml"])))  # noqa: S314 - our own
    summary = root.findtext(f"{ATOM}entry/{ATOM}summary")
    # Of HTML, as Django's generator says, so once escaped within the XML.
    assert html.unescape(summary or "").split() == typed.split()


def test_a_feed_ends_with_its_story(client: Client) -> None:
    thread = make_thread()
    withdraw_story(story=story_of(thread), actor=None, reason="Wrong.", now=NOON)
    assert client.get(reverse("thread_feed", args=[thread.pk, "atom.xml"])).status_code == 404
    assert client.get(reverse("reader_feed", args=[niamh().reference, "x.xml"])).status_code == 404


def test_many_stories_are_counted_at_once(client: Client) -> None:
    talked, quiet, gone = (make_thread(headline=f"Story {number}") for number in range(3))
    make_comment(talked)
    withdraw_story(story=story_of(gone), actor=None, reason="Wrong.", now=NOON)
    asked = ",".join(str(story_of(thread).pk) for thread in (talked, quiet, gone))
    answer = client.get(reverse("comment_counts"), {"stories": asked})
    assert answer.json() == {"counts": {str(talked.story_id): 1, str(quiet.story_id): 0}}
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {f"thread:{talked.pk}", f"story:{gone.story_id}"} <= set(answer["Edge-Tags"].split())


@pytest.mark.parametrize("stories", ["", "x", "1,", "1,,2", "1" * 16, ",".join(map(str, range(101)))])
def test_too_many_stories_or_none_are_refused(client: Client, stories: str) -> None:
    assert client.get(reverse("comment_counts"), {"stories": stories}).status_code == 400


@pytest.mark.parametrize("address", ["/threads/{0}/", "/threads/1/{0}/", "/feeds/thread/{0}/rss.xml"])
def test_numbers_that_no_database_knows_are_404s(client: Client, address: str) -> None:
    make_thread()
    assert client.get(address.format("9" * 30)).status_code == 404


def test_a_readers_page_shows_what_they_tell_of_themselves(client: Client) -> None:
    make_comment(make_thread())
    User.objects.filter(pk=niamh().pk).update(about="Keeps bees <on> the pier.", picture="0" * 32)
    page = text_at(client, reverse("reader", args=[niamh().reference]))
    assert "Keeps bees &lt;on&gt; the pier." in page
    assert niamh().picture_address in page
