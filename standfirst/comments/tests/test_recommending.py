"""A recommendation counts once for each reader, and can be taken back."""

from __future__ import annotations

import pytest

from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.actions.recommending import NotToRecommend, recommend, take_back
from standfirst.comments.actions.recounting import recount
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.models import Comment, Recommendation
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.edge.purging import committed_purges

pytestmark = pytest.mark.django_db


def count_of(comment: Comment) -> int:
    return Comment.objects.get(pk=comment.pk).recommend_count


def test_it_counts_once_and_is_taken_back_once() -> None:
    comment = make_comment(make_thread())
    for _ in range(2):
        assert recommend(comment_id=comment.pk, reader=tadhg(), now=NOON).recommend_count == 1
    for _ in range(2):
        assert take_back(comment_id=comment.pk, reader=tadhg(), now=NOON).recommend_count == 0
    recommend(comment_id=comment.pk, reader=tadhg(), now=NOON)
    assert count_of(comment) == 1
    assert Recommendation.objects.count() == 2
    assert recount() == []


def test_nobody_recommends_their_own_or_what_is_gone() -> None:
    comment = make_comment(make_thread())
    with pytest.raises(NotToRecommend):
        recommend(comment_id=comment.pk, reader=niamh(), now=NOON)
    recommend(comment_id=comment.pk, reader=tadhg(), now=NOON)
    change_state(comment_id=comment.pk, revision=1, to=Comment.State.REMOVED, cause=Cause(rule="test"), now=NOON)
    with pytest.raises(NotToRecommend):
        recommend(comment_id=comment.pk, reader=tadhg(), now=NOON)
    take_back(comment_id=comment.pk, reader=tadhg(), now=NOON)
    assert count_of(comment) == 0


def test_a_drifted_count_is_found() -> None:
    comment = make_comment(make_thread())
    Comment.objects.filter(pk=comment.pk).update(recommend_count=3)
    assert [one.what for one in recount()] == [f"recommendations of comment {comment.pk}"]


@pytest.mark.django_db(transaction=True)
def test_the_thread_is_made_anew() -> None:
    comment = make_comment(make_thread())
    with committed_purges() as purged:
        recommend(comment_id=comment.pk, reader=tadhg(), now=NOON)
    assert f"thread:{comment.thread_id}" in purged
