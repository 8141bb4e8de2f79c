"""What a publication tells readers: nothing (a typo), or that the story says something new."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from standfirst.stories.models import StoryPage


@transaction.atomic
def note_change(*, story: StoryPage, revision: Revision | None, now: datetime) -> None:
    """Apply the kind of change that was chosen for this publication, and forget the choice.

    An update sets `updated_at` to `now`, a correction made since to its own moment. The first publication is no update;
    its moment stays what it is.
    """
    chosen = story.change_kind == StoryPage.Change.UPDATE
    is_first = story.first_published_at == story.last_published_at
    told = story.updated_at or story.first_published_at
    corrected = [one.made_at for one in story.corrections if told is not None and one.made_at > told]
    if not is_first and (chosen or corrected):
        story.updated_at = now if chosen else max(corrected)
    elif not chosen:
        return
    story.change_kind = StoryPage.Change.TYPO
    values = {"updated_at": story.updated_at, "change_kind": story.change_kind}
    StoryPage.objects.filter(pk=story.pk).update(**values)
    if revision is not None and "change_kind" in revision.content:
        # The editor opens this revision next; an update once told is not told again.
        updated_at = story.updated_at.isoformat() if story.updated_at else None
        revision.content = {**revision.content, "updated_at": updated_at, "change_kind": story.change_kind}
        revision.save(update_fields=["content"])
