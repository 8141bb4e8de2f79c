"""What screening is told of a comment, looked up. Of nobody's history is read more than a rule asks."""

from __future__ import annotations

from django.conf import settings

from standfirst.comments.models import Comment
from standfirst.comments.writing import links_in
from standfirst.moderation.lexicons import lists_of
from standfirst.moderation.models import ScreeningSettings
from standfirst.moderation.screening import Submission
from standfirst.moderation.screening.rules.removals import REMOVALS_COUNT_FOR, REMOVALS_TO_WAIT
from standfirst.moderation.word_lists import MOST_NEWCOMERS_WAIT
from standfirst.prepared import Prepared
from standfirst.stories.models import StoryPage

# A thread stands under one of the two.
PLACES = ("thread__story__comments_mode", "thread__story__language", "thread__outside_page__comments_mode")


def read_comment(comment_id: int) -> Comment:
    """While the thread is locked, others wait: no more is read than what is judged."""
    own = ("body", "state", "revision", "posted_at", "edited_at", "by_guest")
    author = ("author__is_staff", "author__display_name")
    related = Comment.objects.select_related("thread__story", "thread__outside_page", "author")
    return related.only(*own, *author, *PLACES).get(pk=comment_id)


def submission_of(comment: Comment, *, insists: bool) -> Submission:
    """What screening may know of a comment, written or about to be."""
    chosen = ScreeningSettings.current()
    lists = lists_of(chosen)
    links = tuple(links_in(comment.body))
    whose = {"author": comment.author_id, "but": comment.pk or 0}
    # How many were published before matters to two rules only.
    published = PUBLISHED(**whose) if links or chosen.newcomers_wait else []
    removed = REMOVED(**whose, since=comment.posted_at - REMOVALS_COUNT_FOR)
    return Submission(
        body=comment.body,
        links=links,
        language=language_of(comment),
        premoderated=comment.thread.place.comments_mode == StoryPage.Comments.PREMODERATED,
        author_is_staff=comment.author.is_staff,
        author_is_guest=comment.by_guest,
        author_name=comment.author.display_name,
        author_published_before=len(published),
        author_removed_lately=len(removed),
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


PUBLISHED: Prepared[int] = Prepared(
    lambda author, but: (
        Comment.objects.filter(author=author, state=Comment.State.PUBLISHED)
        .exclude(pk=but)
        .order_by()
        .values_list("pk", flat=True)[:MOST_NEWCOMERS_WAIT]
    ),
    kept=True,
)
REMOVED: Prepared[int] = Prepared(
    lambda author, but, since: (
        Comment.objects.filter(author=author, state=Comment.State.REMOVED, posted_at__gt=since)
        .exclude(pk=but)
        .order_by()
        .values_list("pk", flat=True)[:REMOVALS_TO_WAIT]
    ),
    kept=True,
)
