"""What screening is told of a comment, looked up."""

from __future__ import annotations

from django.conf import settings

from standfirst.comments.models import Comment
from standfirst.comments.writing import links_in
from standfirst.moderation.lexicons import lists_of
from standfirst.moderation.models import ScreeningSettings
from standfirst.moderation.screening import Submission
from standfirst.moderation.screening.rules.removals import REMOVALS_COUNT_FOR, REMOVALS_TO_WAIT
from standfirst.stories.models import StoryPage

# A thread stands under one of the two.
MODES = ("thread__story__comments_mode", "thread__story__language", "thread__outside_page__comments_mode")


def read_comment(comment_id: int) -> Comment:
    """While the thread is locked, others wait: no more is read than what is judged."""
    read = ("body", "state", "revision", "posted_at", "edited_at", "author__is_staff", "author__display_name", *MODES)
    return (
        Comment.objects.select_related("thread__story", "thread__outside_page", "author").only(*read).get(pk=comment_id)
    )


def submission_of(comment: Comment, *, insists: bool) -> Submission:
    """What screening may know of a comment. Nobody's history is counted further than a rule asks."""
    chosen = ScreeningSettings.current()
    lists = lists_of(chosen)
    author = comment.author
    others = Comment.objects.filter(author=author).exclude(pk=comment.pk)
    published = others.filter(state=Comment.State.PUBLISHED)[: max(chosen.newcomers_wait, 1)]
    removed = others.filter(state=Comment.State.REMOVED, posted_at__gt=comment.posted_at - REMOVALS_COUNT_FOR)
    return Submission(
        body=comment.body,
        links=tuple(links_in(comment.body)),
        language=language_of(comment),
        premoderated=comment.thread.place.comments_mode == StoryPage.Comments.PREMODERATED,
        author_is_staff=author.is_staff,
        author_name=author.display_name,
        author_published_before=published.count(),
        author_removed_lately=removed[:REMOVALS_TO_WAIT].count(),
        newcomers_wait=chosen.newcomers_wait,
        insisted=insists,
        lexicons=lists.lexicons,
        hosts=lists.hosts,
    )


def language_of(comment: Comment) -> str:
    """Two letters: the story's, else the paper's own."""
    story = comment.thread.story
    language = story.language if story is not None else ""
    return str(language or settings.LANGUAGE_CODE)[:2]
