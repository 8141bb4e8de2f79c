"""The tables of the conversation."""

from standfirst.comments.comments import DEEPEST_PATH, NUMBER_DIGITS, Comment, CommentQuerySet
from standfirst.comments.elsewhere.tables import OutsideKey, OutsideOrigin, OutsideSite
from standfirst.comments.followings import Follow, Mute
from standfirst.comments.histories import CommentRevision, Recommendation, StateChange
from standfirst.comments.threads import OutsidePage, Thread, Turn
from standfirst.comments.webhooks.tables import Kind, WebhookDelivery, WebhookEndpoint

__all__ = [
    "DEEPEST_PATH",
    "NUMBER_DIGITS",
    "Comment",
    "CommentQuerySet",
    "CommentRevision",
    "Follow",
    "Kind",
    "Mute",
    "OutsideKey",
    "OutsideOrigin",
    "OutsidePage",
    "OutsideSite",
    "Recommendation",
    "StateChange",
    "Thread",
    "Turn",
    "WebhookDelivery",
    "WebhookEndpoint",
]
