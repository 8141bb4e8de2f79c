"""When conversations close by themselves: so many days after their story came out, as section and story say."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from standfirst.comments.models import Thread
from standfirst.edge.purging import purge_on_commit
from standfirst.stories.models import SectionPage, StoryPage

AT_A_TIME = 100


def closing_time(*, story: StoryPage, section_days: int | None) -> datetime | None:
    """From when the story takes no comments; None: never. The story's own number comes first, in which 0 is never."""
    days = story.comments_close_after_days if story.comments_close_after_days is not None else section_days
    if not days or story.first_published_at is None:
        return None
    opened: datetime = story.first_published_at
    return opened + timedelta(days=days)


@transaction.atomic
def set_closing(*, story_id: int) -> None:
    """Works out anew when the story's thread closes; a changed moment shows on the page at once."""
    story = StoryPage.objects.only("path", "depth", "first_published_at", "comments_close_after_days").get(pk=story_id)
    above = SectionPage.objects.filter(path=story.path[: -StoryPage.steplen])
    section_days = above.values_list("comments_close_after_days", flat=True).first()
    closes_at = closing_time(story=story, section_days=section_days)
    changed = Thread.objects.filter(story_id=story_id).exclude(closes_at=closes_at)
    for thread_id in list(changed.values_list("pk", flat=True)):
        Thread.objects.filter(pk=thread_id).update(closes_at=closes_at, closed_shown=False)
        purge_on_commit(f"thread:{thread_id}")


def set_closing_in_section(*, section: SectionPage) -> None:
    """For every story of a section whose number has changed, one after the other."""
    threads = Thread.objects.filter(story__path__startswith=section.path)
    for story_id in list(threads.values_list("story_id", flat=True)):
        set_closing(story_id=story_id)


@transaction.atomic
def show_turned(*, now: datetime) -> int:
    """Has pages of threads made anew in which questions are taken from now on, or no more; returns how many."""
    due = list(Thread.objects.filter(turns_at__lte=now).order_by("turns_at")[:AT_A_TIME])
    for thread in due:
        Thread.objects.filter(pk=thread.pk, turns_at=thread.turns_at).update(turns_at=thread.next_turn(now=now))
    purge_on_commit(*(f"thread:{thread.pk}" for thread in due))
    return len(due)


@transaction.atomic
def show_closed(*, now: datetime) -> int:
    """Has pages of threads whose time is over made anew; returns how many. Posting asked the clock all along."""
    due = Thread.objects.filter(closes_at__lte=now, closed_shown=False).order_by("closes_at")
    ids = list(due.values_list("pk", flat=True)[:AT_A_TIME])
    Thread.objects.filter(pk__in=ids).update(closed_shown=True)
    purge_on_commit(*(f"thread:{thread_id}" for thread_id in ids))
    return len(ids)
