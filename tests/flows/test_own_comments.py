"""One's own comments over HTTP, without script: all of them, editing, deleting; and recommending those of others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from standfirst.accounts.tests.factories import niamh, tadhg
from standfirst.comments.actions.editing import delete_comment
from standfirst.comments.actions.states import Cause, change_state
from standfirst.comments.models import Comment, Recommendation
from standfirst.comments.tests.factories import close, make_comment, make_thread, story_of
from standfirst.comments.views.own import SHOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(niamh())
    return client


def write(**fields: object) -> Comment:
    thread = fields.pop("thread", None) or make_thread()
    return make_comment(thread, now=timezone.now(), **fields)  # type: ignore[arg-type]


def test_editing_leads_back_to_the_comment_which_says_that_it_was_edited(reader: Client) -> None:
    comment = write()
    address = reverse("edit_comment", args=[comment.pk])
    page = reader.get(address).content.decode()
    assert comment.body in page
    answer = reader.post(address, {"body": "Better words.", "revision": 1})
    assert answer["Location"] == f"{story_of(comment.thread).url}#comment-{comment.pk}"
    page = reader.get(story_of(comment.thread).url).content.decode()
    assert "Better words." in page
    assert "edited" in page
    assert comment.body not in page


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"body": " ", "revision": 1}, "empty"), ({"body": "Mine.", "revision": "²"}, "stale")],
)
def test_a_refused_edit_keeps_what_was_typed(reader: Client, fields: dict[str, object], code: str) -> None:
    answer = reader.post(reverse("edit_comment", args=[write().pk]), fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'data-refusal="{code}"' in page
    assert f">{fields['body']}</textarea>" in page


def test_deleting_asks_first_and_then_the_words_are_gone(reader: Client) -> None:
    comment = write()
    address = reverse("delete_comment", args=[comment.pk])
    assert "does not come back" in reader.get(address).content.decode()
    assert comment.state == Comment.State.PUBLISHED
    assert "Your comment is deleted" in reader.post(address).content.decode()
    assert comment.body not in reader.get(story_of(comment.thread).url).content.decode()


def test_who_comes_too_late_to_delete_is_shown_what_became_of_it(reader: Client) -> None:
    comment = write()
    change_state(
        comment_id=comment.pk, revision=1, to=Comment.State.REMOVED, cause=Cause(rule="civil"), now=timezone.now()
    )
    answer = reader.post(reverse("delete_comment", args=[comment.pk]))
    assert answer["Location"] == reverse("comment_posted", args=[comment.pk])


def test_a_stub_says_who_took_the_words_away(reader: Client) -> None:
    parent = write()
    write(thread=parent.thread, body="I agree with you.", author=tadhg(), parent_id=parent.pk)
    delete_comment(comment_id=parent.pk, author=niamh(), now=timezone.now())
    page = reader.get(story_of(parent.thread).url).content.decode()
    assert "deleted by its author" in page
    assert parent.body not in page


def test_nobody_comes_to_the_comments_of_others(reader: Client) -> None:
    comment = write(author=tadhg())
    for name in ("edit_comment", "delete_comment"):
        address = reverse(name, args=[comment.pk])
        assert reader.get(address).status_code == 404
        assert reader.post(address, {"body": "Mine.", "revision": 1}).status_code == 404


def test_ones_own_comments_are_listed_with_what_can_be_done(reader: Client) -> None:
    assert "not written anything" in reader.get(reverse("your_comments")).content.decode()
    comment, other = write(), write(author=tadhg())
    gone = write(body="Never mind.")
    delete_comment(comment_id=gone.pk, author=niamh(), now=timezone.now())
    held = write(thread=make_thread(headline="Read first", comments_mode="premoderated"), body="Held.")
    page = reader.get(reverse("your_comments")).content.decode()
    for name, one in (("edit_comment", comment), ("delete_comment", held), ("comment_posted", held)):
        assert reverse(name, args=[one.pk]) in page
    assert reverse("delete_comment", args=[other.pk]) not in page
    assert "Never mind." not in page


def test_older_comments_of_ones_own_are_a_page_on_and_a_page_costs_the_same(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    thread = make_thread()
    began = timezone.now() - timedelta(hours=2)
    written = [
        make_comment(thread, f"Word {number} of many.", now=began + timedelta(minutes=number))
        for number in range(SHOWN + 2)
    ]
    with django_assert_max_num_queries(12):
        page = reader.get(reverse("your_comments")).content.decode()
    assert "Word 1 of many." not in page
    assert f"?before={written[2].pk}" in page
    with django_assert_max_num_queries(12):
        page = reader.get(reverse("your_comments"), {"before": written[2].pk}).content.decode()
    assert "Word 1 of many." in page
    assert "Word 0 of many." in page
    assert "before=" not in page
    assert reader.get(reverse("your_comments"), {"before": "²"}).status_code == 404


@pytest.mark.parametrize("end", ["deleted", "late"])
def test_where_nothing_can_be_edited_any_more_no_form_pretends_it(reader: Client, end: str) -> None:
    comment = write() if end == "deleted" else make_comment(make_thread())
    if end == "deleted":
        delete_comment(comment_id=comment.pk, author=niamh(), now=timezone.now())
    answer = reader.get(reverse("edit_comment", args=[comment.pk]))
    assert answer["Location"] == reverse("comment_posted", args=[comment.pk])


def test_recommending_counts_once_and_is_taken_back(reader: Client) -> None:
    comment = write(author=tadhg())
    place = f"{story_of(comment.thread).url}#comment-{comment.pk}"
    address, back = (reverse(name, args=[comment.pk]) for name in ("recommend_comment", "take_back_recommendation"))
    assert reader.post(address)["Location"] == place
    assert '<span class="figures">1</span>' in reader.get(story_of(comment.thread).url).content.decode()
    again = reader.post(address)
    assert back in again.content.decode()
    assert Recommendation.objects.count() == 1
    assert reader.post(back)["Location"] == place
    comment.refresh_from_db()
    assert comment.recommend_count == 0


def test_the_script_is_told_the_count(reader: Client) -> None:
    comment, own = write(author=tadhg()), write()
    address = reverse("recommend_comment", args=[comment.pk])
    headers = {"Accept": "application/json"}
    assert reader.post(address, headers=headers).json() == {"recommended": True, "count": 1}
    assert reader.post(address, headers=headers).json() == {"recommended": True, "count": 1}
    back = reverse("take_back_recommendation", args=[comment.pk])
    assert reader.post(back, headers=headers).json() == {"recommended": False, "count": 0}
    refused = reader.post(reverse("recommend_comment", args=[own.pk]), headers=headers)
    assert (refused.status_code, refused.json()) == (422, {"refusal": "not-to-recommend"})


def test_ones_own_a_missing_one_and_a_strangers_click(client: Client) -> None:
    own = write()
    address = reverse("recommend_comment", args=[own.pk])
    assert client.post(address)["Location"].endswith(f"?next={reverse('comment', args=[own.pk])}")
    client.force_login(niamh())
    assert 'data-refusal="not-to-recommend"' in client.post(address).content.decode()
    assert client.post(reverse("recommend_comment", args=[own.pk + 99])).status_code == 404


def test_the_fragment_tells_what_is_ones_own_and_what_one_recommends(reader: Client) -> None:
    own, other = write(), None
    other = write(thread=own.thread, author=tadhg(), body="Another view.")
    reader.post(reverse("recommend_comment", args=[other.pk]))
    page = reader.get(f"{reverse('your_fragment')}?thread={own.thread_id}").content.decode()
    assert f'data-own="{own.pk}" data-editable="{own.pk}" data-recommended="{other.pk}"' in page


def test_a_closed_conversation_shows_the_count_and_no_button(reader: Client) -> None:
    comment = write(author=tadhg())
    reader.post(reverse("recommend_comment", args=[comment.pk]))
    close(comment.thread)
    page = reader.get(story_of(comment.thread).url).content.decode()
    assert "Recommended by 1" in page
    assert reverse("recommend_comment", args=[comment.pk]) not in page
