"""The badge of one comment by itself; pages of many get theirs with the rows, from the same rule."""

from __future__ import annotations

from standfirst.comments.badges import Badge, badge_of
from standfirst.comments.models import Comment
from standfirst.stories.models import Byline


def badge_by(comment: Comment) -> Badge:
    """Of a comment that was fetched with thread and author: no query for readers, one for staff."""
    is_staff, byline = comment.author.is_staff, None
    if is_staff:
        own = Byline.objects.filter(story=comment.thread.story_id, contributor__account=comment.author_id)
        byline = own.values_list("contributor__role", flat=True).first()
    return badge_of(is_staff=is_staff, byline=byline, by_guest=comment.by_guest)
