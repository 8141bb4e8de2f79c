"""What the stories desk announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StoryPublished:
    """A story went live, or its live version changed."""

    story_id: int


@dataclass(frozen=True)
class StoryUnpublished:
    """A story is no longer public: unpublished, expired, withdrawn or deleted."""

    story_id: int
    section_id: int


@dataclass(frozen=True)
class StoryWithdrawn:
    """A story was withdrawn with a reason; its address answers 410."""

    story_id: int


@dataclass(frozen=True)
class EmbedWanted:
    """A story shows an embed that its host has not told about yet, or it is time to ask again."""

    embed_id: int


@dataclass(frozen=True)
class LiveBlogStarted:
    """A story became a live blog, or one that had ended goes on."""

    story_id: int


@dataclass(frozen=True)
class LiveBlogEnded:
    """A live blog takes no more entries."""

    story_id: int


@dataclass(frozen=True)
class LiveEntryPosted:
    """An entry stands in a live blog; `version` is the live blog's with it."""

    entry_id: int
    story_id: int
    version: int


@dataclass(frozen=True)
class LiveEntryChanged:
    """An entry was edited, corrected, pinned, marked as a key point or removed."""

    entry_id: int
    story_id: int
    version: int


@dataclass(frozen=True)
class PictureKept:
    """A picture was uploaded, or its file, its focal point or what is known of it has changed."""

    picture_id: int
