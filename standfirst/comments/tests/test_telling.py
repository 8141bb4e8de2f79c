"""Replies, followed threads, muted people: who is told what, once, and who is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from standfirst.accounts.actions.mornings import write_due_digests
from standfirst.accounts.models import Letter, Notification, User
from standfirst.accounts.tests.factories import cormac, make_reader, niamh, tadhg
from standfirst.comments.actions.following import MutesOneself, follow_thread, mute, unfollow_thread, unmute
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.actions.telling import tell_of_comment, tell_of_pick
from standfirst.comments.models import Comment, Follow, Mute, Thread
from standfirst.comments.tests.factories import NOON, make_comment, make_thread, story_of
from standfirst.stories.models import StoryPage

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def signed_in(reader: User) -> Client:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(reader)
    return client


def told() -> set[tuple[str, str]]:
    """Who was told of what kind."""
    return set(Notification.objects.values_list("reader__display_name", "kind"))


def remove(comment: Comment) -> None:
    cause = Cause(rule="uncivil", why="Rude.")
    change_state(comment_id=comment.pk, revision=comment.revision, to=Comment.State.REMOVED, cause=cause, now=NOON)


def reply_of_tadhg(thread: Thread) -> Comment:
    return make_comment(thread, "No, the tide did.", author=tadhg(), parent_id=make_comment(thread).pk)


def test_a_reply_is_told_to_whom_it_answers_once() -> None:
    reply = reply_of_tadhg(make_thread(headline="The pier"))
    tasks = DBTaskResult.objects.filter(task_path__endswith="tell_readers_of_comment")
    # None for the comment above: it answers nobody, and nobody follows.
    assert tasks.count() == 1
    for _ in range(2):
        tell_of_comment(comment_id=reply.pk, now=NOON)
    assert told() == {("Niamh", "reply")}
    letter = Letter.objects.get(purpose=f"notification:{niamh().pk}:reply:{reply.pk}")
    assert letter.subject == "Tadhg replied to your comment on “The pier”"
    assert "No, the tide did." in letter.text
    assert reverse("comment", args=[reply.pk]) in letter.text


def test_nobody_is_told_of_their_own_words() -> None:
    thread = make_thread()
    follow_thread(thread_id=thread.pk, reader_id=niamh().pk, now=NOON)
    own = make_comment(thread, "And another thing.", parent_id=make_comment(thread).pk)
    tell_of_comment(comment_id=own.pk, now=NOON)
    assert not told()


def test_nobody_is_told_of_somebody_they_have_muted() -> None:
    thread = make_thread()
    reply = reply_of_tadhg(thread)
    aine = make_reader("Aine")
    for reader in (niamh(), aine):
        mute(reader_id=reader.pk, muted_id=tadhg().pk, now=NOON)
    follow_thread(thread_id=thread.pk, reader_id=aine.pk, now=NOON)
    tell_of_comment(comment_id=reply.pk, now=NOON)
    assert not told()
    unmute(reader_id=niamh().pk, muted_id=tadhg().pk)
    tell_of_comment(comment_id=reply.pk, now=NOON)
    assert told() == {("Niamh", "reply")}


def test_what_waits_or_was_removed_is_told_to_nobody() -> None:
    held = make_comment(make_thread(comments_mode="premoderated"))
    removed = reply_of_tadhg(make_thread())
    remove(removed)
    for comment in (held, removed):
        tell_of_comment(comment_id=comment.pk, now=NOON)
    assert not told()


def test_old_words_that_are_brought_in_from_elsewhere_are_no_news() -> None:
    tell_of_comment(comment_id=reply_of_tadhg(make_thread()).pk, now=NOON + 31 * DAY)
    assert not told()


@pytest.mark.parametrize("gone", ["comment", "story"])
def test_what_is_no_longer_public_is_no_longer_shown(gone: str) -> None:
    thread = make_thread()
    reply = reply_of_tadhg(thread)
    tell_of_comment(comment_id=reply.pk, now=NOON)
    client = signed_in(niamh())
    assert "No, the tide did." in client.get(reverse("your_notifications")).content.decode()
    if gone == "comment":
        remove(reply)
    else:
        StoryPage.objects.filter(pk=thread.story_id).update(live=False)
    page = client.get(reverse("your_notifications")).content.decode()
    assert "the tide did" not in page
    assert "Tadhg" not in page


def test_a_followed_thread_is_one_line_of_the_mornings_letter() -> None:
    thread = make_thread(headline="The pier")
    follow_thread(thread_id=thread.pk, reader_id=cormac().pk, now=NOON)
    for body in ("First.", "Second."):
        tell_of_comment(comment_id=make_comment(thread, body).pk, now=NOON)
    assert Notification.objects.count() == 1
    assert write_due_digests(now=NOON + DAY) == 1
    assert Letter.objects.get().text.count("The conversation on “The pier” went on") == 1
    tell_of_comment(comment_id=make_comment(thread, "Third.").pk, now=NOON + DAY)
    assert Notification.objects.count() == 2, "a new day, a new line"
    unfollow_thread(thread_id=thread.pk, reader_id=cormac().pk)
    tell_of_comment(comment_id=make_comment(thread, "Fourth.").pk, now=NOON + 2 * DAY)
    assert Notification.objects.count() == 2


def test_who_gets_the_reply_does_not_get_the_thread_too() -> None:
    thread = make_thread()
    follow_thread(thread_id=thread.pk, reader_id=niamh().pk, now=NOON)
    tell_of_comment(comment_id=reply_of_tadhg(thread).pk, now=NOON)
    assert told() == {("Niamh", "reply")}


def test_closed_accounts_hear_nothing() -> None:
    thread = make_thread()
    reply = reply_of_tadhg(thread)
    follow_thread(thread_id=thread.pk, reader_id=cormac().pk, now=NOON)
    User.objects.filter(pk__in=[niamh().pk, cormac().pk]).update(closed_at=NOON)
    tell_of_comment(comment_id=reply.pk, now=NOON)
    assert not told()


def test_a_pick_is_told_once() -> None:
    comment = make_comment(make_thread())
    tell_of_pick(comment_id=comment.pk, now=NOON)
    assert not told()
    Comment.objects.filter(pk=comment.pk).update(picked_at=NOON)
    for _ in range(2):
        tell_of_pick(comment_id=comment.pk, now=NOON)
    assert told() == {("Niamh", "pick")}


def test_telling_costs_the_same_however_many_follow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    thread = make_thread()
    comment = make_comment(thread)
    readers = [User(email=f"{number}@readers.example", display_name=f"R{number}") for number in range(40)]
    readers = User.objects.bulk_create(readers)
    Follow.objects.bulk_create(Follow(thread=thread, reader=reader, since=NOON) for reader in readers)
    with django_assert_num_queries(8):
        tell_of_comment(comment_id=comment.pk, now=NOON)
    assert Notification.objects.count() == 40
    with django_assert_num_queries(3):
        tell_of_comment(comment_id=comment.pk, now=NOON)


# The doors


def test_a_reader_follows_and_stops_by_a_plain_form() -> None:
    thread = make_thread()
    client, address = signed_in(niamh()), reverse("follow_thread", args=[thread.pk])
    assert "Follow it" in client.get(address).content.decode()
    assert client.post(address, {"do": "follow"}).headers["Location"] == address
    assert "You follow this conversation" in client.get(address).content.decode()
    in_the_thread = client.post(address, {"do": "follow", "from": "thread"})
    assert in_the_thread.headers["Location"].startswith(story_of(thread).url)
    assert Follow.objects.get().reader == niamh()
    assert "Follow no more" in client.get(f"/your/fragment/?thread={thread.pk}").content.decode()
    client.post(address, {"do": "unfollow"})
    assert not Follow.objects.exists()


def test_who_has_muted_somebody_finds_back_to_the_conversation() -> None:
    thread = make_thread()
    comment, client = make_comment(thread, author=tadhg()), signed_in(niamh())
    answer = client.post(reverse("mute_author", args=[comment.pk]), follow=True)
    assert f'href="{story_of(thread).url}#comments"' in answer.content.decode()
    assert "#comments" not in client.get(reverse("your_muted"), {"thread": "²"}).content.decode()


def test_posting_follows_where_that_is_ticked() -> None:
    thread = make_thread()
    client = signed_in(niamh())
    client.post(reverse("post_comment", args=[thread.pk]), {"body": "Not ticked."})
    assert not Follow.objects.exists()
    client.post(reverse("post_comment", args=[thread.pk]), {"body": "Ticked.", "follow": "yes"})
    assert Follow.objects.get().thread == thread


def test_the_tick_survives_the_sign_in() -> None:
    thread = make_thread()
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.post(reverse("post_comment", args=[thread.pk]), {"body": "Ticked.", "follow": "yes"})
    client.force_login(niamh())
    client.get(reverse("kept_comment"))
    assert Follow.objects.get().reader == niamh()


def test_a_reader_mutes_and_hears_again() -> None:
    thread = make_thread()
    make_comment(thread)
    loud = make_comment(thread, "Listen to me.", author=tadhg())
    client = signed_in(niamh())
    assert "Mute Tadhg?" in client.get(reverse("mute_author", args=[loud.pk])).content.decode()
    client.post(reverse("mute_author", args=[loud.pk]))
    assert f'data-ids="{loud.pk}"' in client.get(f"/your/fragment/?thread={thread.pk}").content.decode()
    assert "muted-comments data" not in signed_in(tadhg()).get(f"/your/fragment/?thread={thread.pk}").content.decode()
    assert "Tadhg" in client.get(reverse("your_muted")).content.decode()
    client.post(reverse("your_muted"), {"reader": tadhg().reference})
    assert not Mute.objects.exists()
    assert client.post(reverse("your_muted"), {"reader": tadhg().reference}).status_code == 404


def test_nobody_mutes_themselves() -> None:
    own = make_comment(make_thread())
    with pytest.raises(MutesOneself):
        mute(reader_id=niamh().pk, muted_id=niamh().pk, now=NOON)
    assert signed_in(niamh()).post(reverse("mute_author", args=[own.pk])).status_code == 422


def test_nothing_is_followed_or_muted_where_nothing_is_public() -> None:
    thread = make_thread()
    comment = make_comment(thread)
    StoryPage.objects.filter(pk=thread.story_id).update(live=False)
    client = signed_in(tadhg())
    assert client.post(reverse("follow_thread", args=[thread.pk])).status_code == 404
    assert client.post(reverse("mute_author", args=[comment.pk])).status_code == 404


def test_what_is_ones_own_under_a_story_costs_the_same(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    thread = make_thread()
    mute(reader_id=niamh().pk, muted_id=tadhg().pk, now=NOON)
    for number in range(4):
        tell_of_comment(comment_id=make_comment(thread, f"Word {number}.", author=tadhg()).pk, now=NOON)
    client = signed_in(niamh())
    # The session, the reader, what is new, what waits, whether the thread is followed, what is muted, what is one's own
    # and recommended, what the reader may do (two); the desk's link.
    with django_assert_num_queries(11):
        client.get(f"/your/fragment/?thread={thread.pk}")


def test_what_concerns_nobody_leaves_the_worker_nothing_to_do() -> None:
    thread = make_thread()
    tasks = DBTaskResult.objects.filter(task_path__endswith="tell_readers_of_comment")
    make_comment(thread)
    assert not tasks.exists()
    follow_thread(thread_id=thread.pk, reader_id=tadhg().pk, now=NOON)
    make_comment(thread, "And another thing.")
    assert tasks.count() == 1
