"""The live desk as a reporter uses it: plain forms, words for every refusal, nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.tests.factories import aoife, niamh
from standfirst.stories.actions.live_blogs import end_live_blog
from standfirst.stories.actions.live_entries import Words, edit_entry, remove_entry
from standfirst.stories.live.writing import LONGEST
from standfirst.stories.models import Contributor, LiveBlog, LiveEntry, StoryPage
from standfirst.stories.tests.factories import NOON, make_draft, make_entry, make_live_blog, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(aoife())
    return client


def address(name: str, live_blog: LiveBlog, *more: int) -> str:
    return reverse(name, args=[live_blog.story_id, *more])


def test_a_story_becomes_a_live_blog_and_ends(desk: Client) -> None:
    story = make_story()
    screen = reverse("live_desk", args=[story.pk])
    assert screen in desk.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert "Start the live blog" in desk.get(screen).content.decode()
    desk.post(reverse("live_state", args=[story.pk]), {"state": "ended"})
    assert not LiveBlog.objects.exists()
    desk.post(reverse("live_state", args=[story.pk]), {"state": "running"})
    assert "New entry" in desk.get(screen).content.decode()
    desk.post(reverse("live_state", args=[story.pk]), {"state": "ended"})
    assert "New entry" not in desk.get(screen).content.decode()
    assert "Let it go on" in desk.get(screen).content.decode()


def test_an_entry_is_posted_once_under_the_reporters_name(desk: Client) -> None:
    live_blog = make_live_blog()
    byline = Contributor.objects.create(name=aoife().display_name)
    page = desk.get(address("live_desk", live_blog)).content.decode()
    assert f'<option value="{byline.pk}" selected>' in page
    key = re.search(r'name="posting_key" value="(\w+)"', page)
    assert key is not None
    for _ in range(2):
        answer = desk.post(
            address("live_desk", live_blog), {"text": "Wet.", "posting_key": key[1], "contributor": byline.pk}
        )
        assert answer.status_code == 302
    entry = LiveEntry.objects.get()
    assert (entry.text, entry.contributor, entry.account) == ("Wet.", byline, aoife())
    assert "Wet." in desk.get(live_blog.story.url).content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [(" ", "Write something, or choose a picture."), ("x" * (LONGEST + 1), "at most")],
)
def test_a_refusal_is_told_and_the_words_are_kept(desk: Client, text: str, words: str) -> None:
    live_blog = make_live_blog()
    answer = desk.post(address("live_desk", live_blog), {"text": text, "headline": "", "posting_key": "k"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert text.strip() in answer.content.decode()


def test_one_that_has_ended_meanwhile_keeps_the_words_too(desk: Client) -> None:
    live_blog = make_live_blog()
    end_live_blog(story=live_blog.story, actor=aoife(), now=NOON)
    answer = desk.post(address("live_desk", live_blog), {"text": "One more thing.", "posting_key": "k"})
    assert answer.status_code == 422
    assert "has ended meanwhile" in answer.content.decode()
    assert "One more thing." in answer.content.decode()


def test_two_reporters_in_one_entry_see_both_texts(desk: Client) -> None:
    live_blog = make_live_blog()
    entry = make_entry(live_blog, "Three boats.")
    screen = address("change_live_entry", live_blog, entry.pk)
    assert "Three boats." in desk.get(screen).content.decode()
    edit_entry(entry=entry, revision=1, actor=aoife(), words=Words(text="Four boats."), now=NOON)
    answer = desk.post(screen, {"text": "Three boats and a dinghy.", "revision": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Four boats." in page
    assert "Three boats and a dinghy." in page
    assert 'name="revision" value="2"' in page
    desk.post(screen, {"text": "Four boats and a dinghy.", "revision": 2})
    entry.refresh_from_db()
    assert entry.text == "Four boats and a dinghy."


def test_a_correction_and_a_refusal_of_one(desk: Client) -> None:
    live_blog = make_live_blog()
    entry = make_entry(live_blog, "29 houses.")
    screen = address("change_live_entry", live_blog, entry.pk)
    desk.post(screen, {"text": "27 houses.", "revision": 1, "correction": "It said 29."})
    assert "It said 29." in desk.get(live_blog.story.url).content.decode()
    assert "Write something" in desk.post(screen, {"text": "", "revision": 2}).content.decode()
    remove_entry(entry=entry, actor=aoife(), now=NOON)
    answer = desk.post(screen, {"text": "27.", "revision": 2})
    assert answer.status_code == 422
    assert "removed this entry meanwhile" in answer.content.decode()


def test_marks_and_removal(desk: Client) -> None:
    live_blog = make_live_blog()
    entry = make_entry(live_blog)
    mark = address("mark_live_entry", live_blog, entry.pk)
    for fields in ({"mark": "pin"}, {"mark": "point", "words": "Wet"}, {"mark": "other"}):
        assert desk.post(mark, fields).status_code == 302
    entry.refresh_from_db()
    assert (entry.pinned, entry.point) == (True, "Wet")
    for fields in ({"mark": "unpin"}, {"mark": "unpoint"}):
        desk.post(mark, fields)
    entry.refresh_from_db()
    assert not entry.pinned | entry.is_key_point
    remove = address("remove_live_entry", live_blog, entry.pk)
    assert "at once" in desk.get(remove).content.decode()
    assert desk.post(remove, {"words": "x" * 301}).status_code == 422
    desk.post(remove, {"words": "Another quay."})
    assert "Another quay." in desk.get(address("live_desk", live_blog)).content.decode()
    assert "removed this entry" in desk.post(mark, {"mark": "pin"}, follow=True).content.decode()


def test_entries_of_a_draft_wait_with_it(desk: Client) -> None:
    draft = make_draft()
    desk.post(reverse("live_state", args=[draft.pk]), {"state": "running"})
    answer = desk.post(reverse("live_desk", args=[draft.pk]), {"text": "Wait.", "posting_key": "k"}, follow=True)
    assert "Kept until the story is published." in answer.content.decode()


def test_readers_have_no_live_desk_and_entries_belong_to_their_story(client: Client, desk: Client) -> None:
    live_blog = make_live_blog()
    entry = make_entry(live_blog)
    other = make_live_blog(story=make_story("Another"))
    assert desk.get(address("change_live_entry", other, entry.pk)).status_code == 404
    client.force_login(niamh())
    assert client.get(address("live_desk", live_blog)).status_code in {302, 403}


def test_a_live_blog_is_not_deleted(desk: Client) -> None:
    live_blog = make_live_blog()
    answer = desk.post(reverse("wagtailadmin_pages:delete", args=[live_blog.story_id]), follow=True)
    assert "Withdraw the story instead." in answer.content.decode()
    assert StoryPage.objects.filter(pk=live_blog.story_id).exists()
