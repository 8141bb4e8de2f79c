"""Making a story a live blog, ending it, and what every change of one has in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from standfirst.accounts.models import User
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce
from standfirst.stories.events import LiveBlogEnded, LiveBlogStarted
from standfirst.stories.models import LiveBlog, LiveChange, LiveEntry, StoryPage


class MayNotPublish(Exception):
    """Entries are public at once, so they are written by those who may publish the story."""


@transaction.atomic
def start_live_blog(*, story: StoryPage, actor: User, now: datetime) -> LiveBlog:
    """Make the story a live blog, or let one that has ended go on. One that is running stays as it is.

    A draft may be one: its entries wait with it. Raises MayNotPublish.
    """
    # The story's row stands in for the live blog's where there is none yet, so that two who start it start one.
    story = StoryPage.objects.select_for_update(of=("self",)).get(pk=story.pk)
    check_may_publish(story=story, actor=actor)
    live_blog, is_new = LiveBlog.objects.select_for_update().get_or_create(
        story=story, defaults={"started_at": now, "updated_at": now}
    )
    if not is_new and live_blog.is_running:
        return live_blog
    was = {} if is_new else {"state": live_blog.state}
    live_blog.state, live_blog.ended_at = LiveBlog.State.RUNNING, None
    record(live_blog=live_blog, kind=LiveChange.Kind.STARTED, was=was, actor=actor, now=now)
    _tell_fronts(story)
    announce(LiveBlogStarted(story_id=story.pk))
    return live_blog


@transaction.atomic
def end_live_blog(*, story: StoryPage, actor: User, now: datetime) -> LiveBlog:
    """No more entries; those that are there can still be edited, corrected and removed.

    Raises MayNotPublish, and LiveBlog.DoesNotExist where the story is none. Ending twice keeps the first time.
    """
    live_blog = lock_live_blog(story_id=story.pk, actor=actor)
    if not live_blog.is_running:
        return live_blog
    was = {"state": live_blog.state}
    live_blog.state, live_blog.ended_at = LiveBlog.State.ENDED, now
    record(live_blog=live_blog, kind=LiveChange.Kind.ENDED, was=was, actor=actor, now=now)
    _tell_fronts(story)
    announce(LiveBlogEnded(story_id=story.pk))
    return live_blog


def lock_live_blog(*, story_id: int, actor: User) -> LiveBlog:
    """The live blog's row, held until the transaction ends: entries of one live blog are written one after another.

    Raises MayNotPublish, LiveBlog.DoesNotExist.
    """
    live_blog = LiveBlog.objects.select_for_update().get(story_id=story_id)
    check_may_publish(story=StoryPage.objects.get(pk=story_id), actor=actor)
    return live_blog


def check_may_publish(*, story: StoryPage, actor: User) -> None:
    """Raises MayNotPublish."""
    if not story.permissions_for_user(actor).can_publish():
        raise MayNotPublish


def record(
    *,
    live_blog: LiveBlog,
    kind: LiveChange.Kind,
    was: dict[str, Any],
    actor: User,
    now: datetime,
    entry: LiveEntry | None = None,
    became: dict[str, Any] | None = None,
) -> int:
    """Store the locked live blog under its next version, which is returned, with the row that tells what changed."""
    live_blog.version += 1
    live_blog.save()
    if entry is not None:
        entry.changed_in = live_blog.version
        entry.save()
    LiveChange.objects.create(
        live_blog=live_blog,
        entry=entry,
        kind=kind,
        version=live_blog.version,
        was=was,
        became={"state": live_blog.state} if became is None else became,
        actor=actor,
        at=now,
    )
    return live_blog.version


def _tell_fronts(story: StoryPage) -> None:
    purge_on_commit(f"story:{story.pk}", f"live:{story.pk}", f"section:{story.get_parent().pk}", "front")
