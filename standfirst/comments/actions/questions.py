"""What a thread knows of its story's questions: kind, times, and which comments are the guests'."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from standfirst.comments.models import Comment, Thread
from standfirst.comments.queries.pages import SHARPEST
from standfirst.edge.purging import purge_on_commit
from standfirst.stories.models import Guest, StoryPage, ThreadKind


@transaction.atomic
def set_questions(*, story_id: int, now: datetime) -> None:
    """Works out anew what the thread has from its story. A story without questions, before and now, costs two reads.

    Locks the thread, then comments of guests. Whoever has become a guest had been one in what they said here before;
    whoever is none any more leaves answers that lead nothing.
    """
    story = StoryPage.objects.only("thread_kind", "questions_from", "questions_until").get(pk=story_id)
    stood = Thread.objects.get(story_id=story_id)
    if not stood.asks_questions and story.thread_kind != ThreadKind.QUESTIONS:
        return
    thread = Thread.objects.select_for_update().get(pk=stood.pk)
    thread.kind = story.thread_kind
    thread.questions_from, thread.questions_until = story.questions_from, story.questions_until
    thread.turns_at = thread.next_turn(now=now)
    thread.save(update_fields=["kind", "questions_from", "questions_until", "turns_at"])
    _mark_guests(thread=thread)
    purge_on_commit(f"thread:{thread.pk}")


def _mark_guests(*, thread: Thread) -> None:
    here = Guest.objects.filter(story=thread.story_id, account__closed_at=None).values("account")
    guests = set(here.values_list("account", flat=True)) if thread.asks_questions else set()
    said = Comment.objects.filter(thread=thread)
    # Who has closed the account is no guest by name any more; the answers stay answers.
    strangers = said.filter(by_guest=True, author__closed_at=None).exclude(author__in=guests)
    changed = list(said.filter(by_guest=False, author__in=guests).values_list("pk", flat=True))
    changed += strangers.values_list("pk", flat=True)
    if not changed:
        return
    for comments, by_guest in ((said.filter(author__in=guests, pk__in=changed), True), (strangers, False)):
        comments.update(by_guest=by_guest)
    _count_anew(thread=thread, changed=changed)


def _count_anew(*, thread: Thread, changed: list[int]) -> None:
    """By counting, not by differences: it is rare. A bound from before is moved on, since the order is another one."""
    given = Comment.objects.filter(parent=OuterRef("pk"), by_guest=True, state=Comment.State.PUBLISHED).order_by()
    counted = given.values("parent").annotate(number=Count("pk")).values("number")
    asked = Comment.objects.filter(thread=thread, parent=None)
    asked.filter(replies__in=changed).update(answers=Coalesce(Subquery(counted), 0))
    questions = asked.filter(state=Comment.State.PUBLISHED, by_guest=False)
    numbers = questions.aggregate(all=Count("pk"), answered=Count("pk", filter=Q(answers__gt=0)))
    Thread.objects.filter(pk=thread.pk).update(
        question_count=numbers["all"],
        answered_count=numbers["answered"],
        last_change=F("last_change") + SHARPEST + 1,
    )
