"""Picks by the desk: who may, what, and that it shows."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from standfirst.accounts.models import Notification
from standfirst.accounts.tests.factories import aoife, cormac, niamh
from standfirst.comments.actions.picking import NotForTheDesk, NotToPick, pick_comment, unpick_comment
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.actions.telling import tell_of_pick
from standfirst.comments.models import Comment
from standfirst.comments.tests.factories import NOON, make_comment, make_thread, story_of

pytestmark = pytest.mark.django_db


def remove(comment: Comment) -> None:
    change_state(comment_id=comment.pk, revision=1, to=Comment.State.REMOVED, cause=Cause(rule="civil"), now=NOON)


def test_the_first_pick_counts_and_is_taken_away_by_anybody_at_the_desk() -> None:
    comment = make_comment(make_thread())
    pick_comment(comment_id=comment.pk, editor=aoife(), now=NOON)
    picked = pick_comment(comment_id=comment.pk, editor=cormac(), now=comment.posted_at)
    assert (picked.picked_at, picked.picked_by) == (NOON, aoife())
    change = picked.thread.last_change
    unpicked = unpick_comment(comment_id=comment.pk, editor=cormac())
    assert (unpicked.picked_at, unpicked.picked_by) == (None, None)
    assert unpick_comment(comment_id=comment.pk, editor=cormac()).thread.last_change == change + 1


def test_readers_pick_nothing_and_only_what_is_public_is_picked() -> None:
    comment = make_comment(make_thread())
    with pytest.raises(NotForTheDesk):
        pick_comment(comment_id=comment.pk, editor=niamh(), now=NOON)
    remove(comment)
    with pytest.raises(NotToPick):
        pick_comment(comment_id=comment.pk, editor=aoife(), now=NOON)


def test_the_page_shows_the_mark_and_the_desk_finds_the_way(client: Client) -> None:
    comment = make_comment(make_thread())
    client.force_login(aoife())
    address = reverse("pick_comment", args=[comment.pk])
    assert 'data-pick="Pick"' in client.get(f"{reverse('your_fragment')}?thread={comment.thread_id}").content.decode()
    assert "Pick this comment" in client.get(address).content.decode()
    assert client.post(address, {"do": "pick"})["Location"] == f"{story_of(comment.thread).url}#comment-{comment.pk}"
    assert "Picked by the desk" in client.get(story_of(comment.thread).url).content.decode()
    assert "Take the mark away" in client.get(address).content.decode()
    client.post(address, {"do": "unpick"})
    assert "Picked by the desk" not in client.get(story_of(comment.thread).url).content.decode()
    remove(comment)
    refused = client.post(address, {"do": "pick"})
    assert refused.status_code == 422
    assert 'data-refusal="not-to-pick"' in refused.content.decode()
    assert client.post(address, {"do": "unpick"})["Location"] == address


def test_the_author_is_told_by_the_worker() -> None:
    comment = make_comment(make_thread())
    pick_comment(comment_id=comment.pk, editor=aoife(), now=NOON)
    [waiting] = DBTaskResult.objects.filter(task_path="standfirst.comments.tasks.tell_author_of_pick")
    assert waiting.args_kwargs["kwargs"]["comment_id"] == comment.pk
    tell_of_pick(comment_id=comment.pk, now=NOON)
    assert Notification.objects.get(kind="pick").reader == comment.author
