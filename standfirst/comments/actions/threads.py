"""Opening the thread of a story."""

from __future__ import annotations

from standfirst import clock
from standfirst.comments.actions.closing import set_closing
from standfirst.comments.actions.questions import set_questions
from standfirst.comments.models import Thread
from standfirst.stories.events import StoryPublished


def open_thread(*, story_id: int) -> Thread:
    """The story's thread, made if there is none."""
    thread, _ = Thread.objects.get_or_create(story_id=story_id)
    return thread


def open_thread_of_published_story(fact: StoryPublished) -> None:
    """Every published story has a thread; whether it takes comments, and how long, story and section say."""
    open_thread(story_id=fact.story_id)
    set_closing(story_id=fact.story_id)
    set_questions(story_id=fact.story_id, now=clock.now())
