"""Putting a pasted manuscript into a draft."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from standfirst.accounts.models import User
from standfirst.stories.actions.holding import lock_story
from standfirst.stories.models import StoryPage


@transaction.atomic
def add_manuscript(*, story: StoryPage, blocks: Sequence[tuple[str, str]], actor: User) -> StoryPage:
    """The latest text of `story` with `blocks` behind its body, as a new version. What is public stays as it is."""
    draft: StoryPage = lock_story(story_id=story.pk).get_latest_revision_as_object()
    for block in blocks:
        draft.body.append(block)
    if not draft.live:
        draft.save()
    draft.save_revision(user=actor, log_action=True, clean=False)
    return draft
