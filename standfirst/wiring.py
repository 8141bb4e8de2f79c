"""What follows from what, on one page. Read from top to bottom to learn what happens when something happens.

`within`: in the same transaction, and the transaction fails with it. `after`: a task, whose row is written in the same
transaction. `every`: what the worker does again and again, in seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.management import call_command

from standfirst.accounts.actions.arriving import forget_used_tokens
from standfirst.accounts.actions.bearing import forget_bearers
from standfirst.accounts.actions.closing import carry_on_closing
from standfirst.accounts.actions.downloads import forget_downloads
from standfirst.accounts.actions.letters import send_due_letters
from standfirst.accounts.actions.mornings import write_due_digests
from standfirst.accounts.actions.people import forget_unproven
from standfirst.accounts.events import DownloadAsked, LetterWritten
from standfirst.accounts.tasks import deliver_letter, make_asked_download
from standfirst.comments.actions.closing import show_closed, show_turned
from standfirst.comments.actions.deliveries import forget_old_deliveries
from standfirst.comments.actions.hooks import (
    tell_of_edited,
    tell_of_picked,
    tell_of_posted,
    tell_of_published,
    tell_of_removed,
)
from standfirst.comments.actions.passing import judged_by
from standfirst.comments.actions.rendering import render_again
from standfirst.comments.actions.threads import open_thread_of_published_story
from standfirst.comments.events import (
    CommentDeleted,
    CommentEdited,
    CommentHeld,
    CommentPicked,
    CommentPosted,
    CommentPublished,
    CommentRemoved,
    CommentsErased,
)
from standfirst.comments.tasks import ask_to_tell_readers, begin_sending, tell_author_of_pick
from standfirst.contributions.actions.applying import apply_waiting
from standfirst.contributions.actions.delivering import deliver_again
from standfirst.contributions.actions.erasing import forget_payers
from standfirst.contributions.events import DoubleSpoke, ProcessorEventReceived
from standfirst.contributions.tasks import apply_processor_event, deliver_what_the_double_said
from standfirst.edge.purging import forget_old_purges
from standfirst.events import after, within
from standfirst.moderation.actions.admitting import admit, passed_by_rules
from standfirst.moderation.actions.erasing import forget_report_texts
from standfirst.moderation.actions.following import admit_edited, settle_deleted, settle_erased
from standfirst.moderation.actions.hooks import tell_of_decision
from standfirst.moderation.events import DecisionMade
from standfirst.moderation.tasks import tell_author_of_decision
from standfirst.stories.actions.due import publish_due
from standfirst.stories.actions.embeds import ask_for_due_embeds
from standfirst.stories.actions.fronts import turn_pins
from standfirst.stories.actions.holding import forget_closed_editors
from standfirst.stories.actions.searching import bring_up_to_date, forget_unpublished_story, index_published_story
from standfirst.stories.actions.unused_embeds import forget_unused_embeds
from standfirst.stories.actions.views import forget_old_views
from standfirst.stories.events import EmbedWanted, PictureKept, StoryPublished, StoryUnpublished
from standfirst.stories.tasks import draw_sizes_of_picture, draw_sizes_of_story, fetch_wanted_embed, tell_hub_of_story


@dataclass(frozen=True)
class Chore:
    """Something the worker does every so many seconds; the moment is passed in as `now`."""

    name: str
    seconds: float
    run: Callable[[datetime], object]


def connect() -> None:
    """Called once, when all apps are loaded."""
    within(StoryPublished, open_thread_of_published_story)
    within(StoryPublished, index_published_story)
    within(StoryUnpublished, forget_unpublished_story)
    # Before it is judged: other systems hear that a comment was written before they hear that it is public.
    within(CommentPosted, tell_of_posted)
    within(CommentPosted, admit)
    judged_by(passed_by_rules)
    within(CommentEdited, admit_edited)
    within(CommentEdited, tell_of_edited)
    within(CommentPicked, tell_of_picked)
    within(CommentDeleted, settle_deleted)
    within(CommentsErased, settle_erased)
    within(CommentPublished, tell_of_published)
    within(CommentPublished, ask_to_tell_readers)
    within(CommentRemoved, tell_of_removed)
    within(CommentHeld, tell_of_removed)
    within(CommentDeleted, tell_of_removed)
    within(DecisionMade, tell_of_decision)
    after(StoryPublished, draw_sizes_of_story)
    after(EmbedWanted, fetch_wanted_embed)
    after(PictureKept, draw_sizes_of_picture)
    after(StoryPublished, tell_hub_of_story)
    after(CommentPicked, tell_author_of_pick)
    after(DecisionMade, tell_author_of_decision)
    after(LetterWritten, deliver_letter)
    after(DownloadAsked, make_asked_download)
    after(DoubleSpoke, deliver_what_the_double_said)
    after(ProcessorEventReceived, apply_processor_event)


CHORES = [
    Chore("publish what is due", 2, lambda now: publish_due(now=now)),
    Chore("turn pins of the front", 2, lambda now: turn_pins(now=now)),
    Chore("close accounts", 2, lambda now: carry_on_closing(now=now)),
    Chore("send letters again", 15, lambda now: send_due_letters(now=now)),
    Chore("begin to send webhooks", 2, lambda now: begin_sending(now=now)),
    Chore("write the morning's letters", 30, lambda now: write_due_digests(now=now)),
    Chore("apply what processors told", 30, lambda now: apply_waiting(now=now)),
    Chore("deliver again what the double said", 30, lambda now: deliver_again(now=now)),
    Chore("ask again for embeds", 60, lambda now: ask_for_due_embeds(now=now)),
    Chore("read renamed stories again for search", 30, lambda now: bring_up_to_date(now=now)),
    Chore("forget unused embeds", 24 * 3600, lambda now: forget_unused_embeds(now=now)),
    Chore("show threads closed", 15, lambda now: show_closed(now=now)),
    Chore("show when questions are taken", 5, lambda now: show_turned(now=now)),
    Chore("render older comments again", 300, lambda now: render_again()),
    Chore("forget old purges", 60, lambda now: forget_old_purges(now=now)),
    Chore("forget old webhook deliveries", 600, lambda now: forget_old_deliveries(now=now)),
    Chore("forget old views", 3600, lambda now: forget_old_views(now=now)),
    Chore("forget closed editors", 3600, lambda now: forget_closed_editors(now=now)),
    Chore("forget unproven accounts", 3600, lambda now: forget_unproven(now=now)),
    Chore("forget old keys", 3600, lambda now: forget_bearers(now=now)),
    Chore("forget used tokens", 3600, lambda now: forget_used_tokens(now=now)),
    Chore("delete old downloads", 3600, lambda now: forget_downloads(now=now)),
    Chore("forget words of old reports", 3600, lambda now: forget_report_texts(now=now)),
    Chore("forget payers of long ago", 6 * 3600, lambda now: forget_payers(now=now)),
    Chore("clear away finished tasks", 6 * 3600, lambda now: call_command("prune_db_task_results", verbosity=0)),
    Chore("clear away expired sessions", 6 * 3600, lambda now: call_command("clearsessions", verbosity=0)),
]
