"""What the comments desk announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CommentPosted:
    """A comment was written. It is pending until somebody above publishes it, unless it `has_appeared` at once.

    `insists`: its author was asked whether it may break the rules, and sends it as it is.
    """

    comment_id: int
    has_appeared: bool = False
    insists: bool = False


@dataclass(frozen=True)
class CommentPublished:
    """A comment became public."""

    comment_id: int
    thread_id: int


@dataclass(frozen=True)
class CommentRemoved:
    """A comment is no longer public, or never will be."""

    comment_id: int
    thread_id: int


@dataclass(frozen=True)
class CommentHeld:
    """A comment that was public waits for a moderator again."""

    comment_id: int
    thread_id: int


@dataclass(frozen=True)
class CommentEdited:
    """An author changed the words; this is the revision that the comment has now."""

    comment_id: int
    thread_id: int
    revision: int
    insists: bool = False


@dataclass(frozen=True)
class CommentDeleted:
    """An author took the comment away."""

    comment_id: int
    thread_id: int


@dataclass(frozen=True)
class CommentPicked:
    """The desk has marked a comment as worth reading."""

    comment_id: int
    thread_id: int


@dataclass(frozen=True)
class CommentsErased:
    """Comments of one thread have lost their words, because their author has gone. A few dozen at most."""

    thread_id: int
    comment_ids: tuple[int, ...]
