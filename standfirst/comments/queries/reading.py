"""What one reader has said, what a thread's feed says, and how many comments stand under many stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standfirst.accounts.models import User
from standfirst.comments.models import OutsidePage, Thread
from standfirst.comments.queries.orders import newest_rows, rows_of_reader
from standfirst.comments.queries.shown import ShownComment
from standfirst.stories.models import StoryPage

OF_READER_ON_A_PAGE = 30
IN_A_FEED = 50


@dataclass(frozen=True)
class Said:
    """A comment with the page that it is about, and its address there."""

    comment: ShownComment
    place: StoryPage | OutsidePage
    thread_id: int
    number: int


@dataclass(frozen=True)
class SaidPage:
    """A stretch of what somebody said, newest first. `older` is the cursor of the next, None at the end."""

    said: list[Said]
    older: int | None


def reader_by_reference(reference: str) -> User:
    """Somebody whose page readers may see. Raises User.DoesNotExist, also for accounts that are closed or nameless."""
    people = User.objects.filter(closed_at__isnull=True, is_active=True).exclude(display_name="")
    return people.get(reference=reference)


def said_by(*, reader: User, before: int | None = None, limit: int = OF_READER_ON_A_PAGE) -> SaidPage:
    """Published comments under pages that are public; one under a story that is not leaves the page shorter."""
    found = rows_of_reader(author_id=reader.pk, before=before, limit=limit + 1)
    here = found[:limit]
    places = public_places({thread_id for _, thread_id in here})
    said = [
        Said(row.shown(), places[thread_id], thread_id, row.number) for row, thread_id in here if thread_id in places
    ]
    return SaidPage(said, here[-1][0].pk if len(found) > limit else None)


def said_in(*, thread: Thread, place: StoryPage | OutsidePage) -> list[Said]:
    """What was said last in a thread, newest first, out of its newest IN_A_FEED comments."""
    rows = newest_rows(thread_id=thread.pk, limit=IN_A_FEED)
    return [Said(row.shown(), place, thread.pk, row.number) for row in rows]


def public_places(thread_ids: set[int]) -> dict[int, StoryPage | OutsidePage]:
    """By thread what it stands under, as far as readers may see that."""
    stories = StoryPage.objects.visible_to_readers().select_related(None).select_related("thread")
    places: dict[int, StoryPage | OutsidePage] = {
        story.thread.pk: story for story in stories.filter(thread__in=thread_ids)
    }
    outside = OutsidePage.objects.filter(thread__in=thread_ids - places.keys(), live=True).select_related("thread")
    return places | {page.thread.pk: page for page in outside}


def counts_of_stories(story_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """By story, of those that are public, the thread and the number of published comments."""
    public = StoryPage.objects.visible_to_readers().filter(pk__in=story_ids).order_by().values("pk")
    rows = Thread.objects.filter(story__in=public).values_list("story_id", "pk", "comment_count")
    return {story_id: (thread_id, count) for story_id, thread_id, count in rows if story_id is not None}


def threads_under(
    *, story_ids: Sequence[int], addresses: Sequence[str]
) -> list[tuple[Thread, StoryPage | OutsidePage]]:
    """The threads of these stories and pages elsewhere, of those that are public; the oldest first."""
    stories = StoryPage.objects.visible_to_readers().select_related(None).select_related("thread").defer("body")
    places: list[StoryPage | OutsidePage] = []
    if story_ids:
        places += stories.filter(pk__in=story_ids, thread__isnull=False)
    if addresses:
        outside = OutsidePage.objects.filter(address__in=addresses, live=True, thread__isnull=False)
        places += outside.select_related("thread")
    return sorted(((place.thread, place) for place in places), key=lambda found: found[0].pk)


def counts_of_pages(addresses: Sequence[str]) -> dict[str, tuple[int, int]]:
    """By address of a page elsewhere, of those that are public, the thread and the number of published comments."""
    rows = Thread.objects.filter(outside_page__address__in=addresses, outside_page__live=True)
    return {
        address: (pk, count) for address, pk, count in rows.values_list("outside_page__address", "pk", "comment_count")
    }
