"""Commenting over HTTP, as a form without script does it: every refusal has its words and keeps what was typed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from standfirst.accounts.tests.factories import cormac, niamh, tadhg
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.models import Comment, Thread
from standfirst.comments.tests.factories import close, make_comment, make_thread, story_of
from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.models import StoryPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(niamh())
    return client


def post(client: Client, thread: Thread, body: str, **fields: object) -> tuple[int, str, str]:
    """Status, where to, and the page."""
    answer = client.post(reverse("post_comment", args=[thread.pk]), {"body": body, **fields})
    return answer.status_code, answer.get("Location", ""), answer.content.decode()


def test_a_comment_leads_to_its_place(reader: Client) -> None:
    thread = make_thread()
    status, where, _ = post(reader, thread, "The pilot knew those rocks.")
    comment = Comment.objects.get()
    assert (status, where) == (302, f"{story_of(thread).url}#comment-{comment.pk}")
    assert comment.author == niamh()
    assert "The pilot knew those rocks." in reader.get(story_of(thread).url).content.decode()


def test_a_held_comment_leads_to_the_reason_and_is_nobody_elses_business(reader: Client) -> None:
    thread = make_thread(comments_mode="premoderated")
    _, where, _ = post(reader, thread, "Held, I suppose.")
    page = reader.get(where).content.decode()
    assert "Every comment on this story is read by a moderator" in page
    assert "Held, I suppose." in page
    assert "Held, I suppose." not in reader.get(story_of(thread).url).content.decode()
    other = Client(headers={"Sec-Fetch-Site": "same-origin"})
    other.force_login(tadhg())
    assert other.get(where).status_code == 404


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "nothing to read yet"),
        ("\u200b\u202e ", "nothing to read yet"),
        ("x" * 100_000, "longer than 5,000 letters"),
        (">" * 10_001, "longer than 5,000 letters"),
    ],
)
def test_a_refused_comment_comes_back_with_words_and_text(reader: Client, body: str, words: str) -> None:
    status, _, page = post(reader, make_thread(), body)
    assert status == 422
    assert words in page
    assert 'aria-invalid="true"' in page
    assert body.replace(">", "&gt;") in page
    assert not Comment.objects.exists()


@pytest.mark.parametrize("body", ["nul \x00 byte", "bell \x07", "right \u202e to left", "zalgo " + "\u0300" * 500])
def test_odd_letters_are_taken_away_and_the_rest_is_posted(reader: Client, body: str) -> None:
    status, _, _ = post(reader, make_thread(), body)
    assert status == 302
    assert "\x00" not in Comment.objects.get().body
    assert "\u202e" not in Comment.objects.get().body


def test_a_closed_thread_keeps_the_text(reader: Client) -> None:
    thread = make_thread()
    close(thread)
    status, _, page = post(reader, thread, "Too late?")
    assert status == 422
    assert "has closed meanwhile" in page
    assert "Too late?" in page


def test_a_story_withdrawn_while_the_reader_types_keeps_the_text(reader: Client) -> None:
    thread = make_thread()
    withdraw_story(story=story_of(thread), actor=None, reason="Wrong in substance.", now=timezone.now())
    status, _, page = post(reader, thread, "But I was there.")
    assert status == 422
    assert "But I was there." in page


def test_nothing_tells_what_a_story_that_is_not_public_is_called_by_now(reader: Client) -> None:
    thread = make_thread()
    own = make_comment(thread, "The pilot knew.", posting_key="k-1")
    withdraw_story(story=story_of(thread), actor=None, reason="Wrong in substance.", now=timezone.now())
    moved = story_of(thread).url_path.replace(story_of(thread).slug, "minister-resigns")
    StoryPage.objects.filter(pk=story_of(thread).pk).update(
        title="Minister to resign", slug="minister-resigns", url_path=moved
    )
    stranger = Client(headers={"Sec-Fetch-Site": "same-origin"})
    assert post(stranger, thread, "But I was there.")[0] == 302
    kept = stranger.get(reverse("kept_comment")).content.decode()
    refused = post(reader, thread, "But I was there.", parent=str(own.pk))
    again = post(reader, thread, "The pilot knew.", posting_key="k-1")
    became_of_it = reader.get(again[1]).content.decode()
    assert "But I was there." in kept
    assert "But I was there." in refused[2]
    assert "The pilot knew." in became_of_it
    assert again[1] == reverse("comment_posted", args=[own.pk])
    for told in (kept, refused[2], became_of_it):
        assert "minister" not in told.lower()
    for gone in ("comment", "reply_form"):
        assert reader.get(reverse(gone, args=[own.pk])).status_code == 404
    assert reader.get(reverse("thread", args=[thread.pk])).status_code == 404


def test_a_reply_to_a_comment_that_is_gone_keeps_the_text(reader: Client) -> None:
    thread = make_thread()
    parent = make_comment(thread, author=tadhg())
    change_state(
        comment_id=parent.pk, revision=1, to=Comment.State.REMOVED, cause=Cause(rule="test"), now=timezone.now()
    )
    status, _, page = post(reader, thread, "I agree with you.", parent=str(parent.pk))
    assert status == 422
    assert "no longer there" in page
    assert "I agree with you." in page
    for nonsense in ("abc", "-1", "9" * 40, "²"):
        assert post(reader, thread, "Hm.", parent=nonsense)[0] == 422


def test_a_double_click_posts_once(reader: Client) -> None:
    thread = make_thread()
    first = post(reader, thread, "Once.", posting_key="k-1")
    assert post(reader, thread, "Once.", posting_key="k-1") == first
    assert post(reader, thread, "Once, without a key.") == post(reader, thread, "Once, without a key.")
    assert Comment.objects.count() == 2


def test_a_key_that_no_form_of_ours_makes_is_ignored(reader: Client) -> None:
    thread = make_thread()
    for number, key in enumerate(("nul \x00", "x" * 65, "é", "a b")):
        assert post(reader, thread, f"Words {number}", posting_key=key)[0] == 302
    assert Comment.objects.count() == 4


def test_a_comment_under_a_busy_story_leads_to_its_place(reader: Client) -> None:
    thread = make_thread()
    for number in range(61):
        make_comment(thread, f"Comment {number}", author=tadhg())
    _, where, _ = post(reader, thread, "The last word.")
    page = reader.get(where.split("#")[0]).content.decode()
    assert "The last word." in page
    assert f'id="{where.split("#")[1]}"' in page


def test_a_long_text_of_a_stranger_is_refused_at_once_and_whole(client: Client) -> None:
    text = "x" * 100_000
    answer = client.post(reverse("post_comment", args=[make_thread().pk]), {"body": text})
    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_the_author_is_the_session_and_never_an_input(reader: Client) -> None:
    thread = make_thread()
    post(reader, thread, "Who am I?", author=cormac().pk, author_id=cormac().pk, user=cormac().pk, state="published")
    assert Comment.objects.get().author == niamh()


def test_a_comment_has_an_address_that_leads_to_its_place(client: Client) -> None:
    thread = make_thread()
    comment = make_comment(thread)
    assert (
        client.get(reverse("comment", args=[comment.pk]))["Location"] == f"{story_of(thread).url}#comment-{comment.pk}"
    )


def test_a_long_thread_goes_on_on_further_pages_and_addresses_find_the_right_one(client: Client) -> None:
    thread = make_thread()
    parent = make_comment(thread, "0")
    comments = [parent, *(make_comment(thread, str(n), author=tadhg()) for n in range(1, 130))]
    seen: list[int] = []
    address = story_of(thread).url
    while address:
        answer = client.get(address)
        page = answer.context or {}
        seen += [comment.pk for comment in page["comments"]]
        address = page["thread_page"].more
    assert seen == [comment.pk for comment in comments]
    last = client.get(reverse("comment", args=[comments[-1].pk]))["Location"]
    assert f'id="comment-{comments[-1].pk}"' in client.get(last.split("#")[0]).content.decode()


@pytest.mark.parametrize("after", ["abc", "-1", "1" * 300, "²"])
def test_a_cursor_that_is_none_is_a_404(client: Client, after: str) -> None:
    thread = make_thread()
    assert client.get(reverse("thread", args=[thread.pk]), {"after": after}).status_code == 404


def test_the_fragment_shows_ones_own_waiting_comment_to_oneself_alone(reader: Client) -> None:
    thread = make_thread(comments_mode="premoderated")
    post(reader, thread, "Mine alone.")
    address = f"{reverse('your_fragment')}?thread={thread.pk}&page={story_of(thread).pk}"
    mine = reader.get(address)
    assert "Mine alone." in mine.content.decode()
    assert "no-store" in mine["Cache-Control"]
    assert "Edge-Tags" not in mine
    reader.force_login(tadhg())
    assert "Mine alone." not in reader.get(address).content.decode()
    reader.logout()
    assert reader.get(address).status_code == 204
