"""Keeping the search index in step with what is public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import batched

from django.db import transaction

from standfirst.stories.events import StoryPublished, StoryUnpublished
from standfirst.stories.fulltext import forget_words, put_words, stories_with_words
from standfirst.stories.models import SearchEntry, StoryPage

AT_ONCE = 200


@transaction.atomic
def index_story(*, story_id: int) -> bool:
    """Make the story be found as it stands now; one that readers can't see is not found. Returns whether it is."""
    # Whoever is publishing it holds this row: the worker then waits for the new words, and never puts back the old.
    StoryPage.objects.select_for_update(of=("self",)).filter(pk=story_id).values_list("pk", flat=True).first()
    story = StoryPage.objects.visible_to_readers().filter(pk=story_id).first()
    if story is None:
        forget_story(story_id=story_id)
        return False
    text = _plain_text(story)
    SearchEntry.objects.update_or_create(
        story=story,
        defaults={
            "section_id": story.get_parent().pk,
            "published_at": story.first_published_at,
            "is_due": False,
            "text": text,
        },
    )
    put_words(story_id=story.pk, headline=story.title, names=_names(story), text=text)
    return True


@transaction.atomic
def forget_story(*, story_id: int) -> None:
    forget_words(story_ids=[story_id])
    SearchEntry.objects.filter(story_id=story_id).delete()


def index_published_story(fact: StoryPublished) -> None:
    index_story(story_id=fact.story_id)


def forget_unpublished_story(fact: StoryUnpublished) -> None:
    forget_story(story_id=fact.story_id)


def index_again_soon(*, story_ids: Iterable[int]) -> None:
    """A name in these stories has changed: the worker reads them again, since there may be thousands."""
    for some in batched(story_ids, AT_ONCE):
        SearchEntry.objects.filter(story__in=some).update(is_due=True)


def bring_up_to_date(*, now: datetime) -> int:
    """Read again what is due, a few hundred at a time. Returns how many."""
    due = list(SearchEntry.objects.filter(is_due=True).values_list("story_id", flat=True)[:AT_ONCE])
    for story_id in due:
        index_story(story_id=story_id)
    return len(due)


def rebuild_index() -> int:
    """Read every public story again and forget all others; returns how many are found now.

    Each story in a transaction of its own, so that a big paper goes on working meanwhile.
    """
    public = set(StoryPage.objects.visible_to_readers().values_list("pk", flat=True))
    for story_id in sorted(_indexed() - public):
        forget_story(story_id=story_id)
    return sum(index_story(story_id=story_id) for story_id in sorted(public))


def differences() -> list[str]:
    """Where the index and what is public differ, a sentence each."""
    public = set(StoryPage.objects.visible_to_readers().values_list("pk", flat=True))
    entries = set(SearchEntry.objects.values_list("pk", flat=True))
    with_words = stories_with_words()
    return [
        *(f"story {one} is public and can't be found" for one in sorted(public - (entries & with_words))),
        *(f"story {one} is not public and stands in the index" for one in sorted((entries | with_words) - public)),
    ]


def _indexed() -> set[int]:
    return set(SearchEntry.objects.values_list("pk", flat=True)) | stories_with_words()


def _names(story: StoryPage) -> str:
    """What a story is looked for by beside its text; each on a line of its own."""
    bylines = [one.name for one in story.byline_entries]
    topics = [topic.name for topic in story.topics.all()]
    return "\n".join([story.kicker, story.dateline, *bylines, *topics])


def _plain_text(story: StoryPage) -> str:
    body = story.body.stream_block.get_searchable_content(story.body)
    parts = [story.standfirst, *body, story.lead_caption]
    return "\n".join(str(part).strip() for part in parts if str(part).strip())
