"""The words of the conversation's API. What does not stand here is not told, and a word that does not is refused."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Path, Schema
from pydantic import ConfigDict

LARGEST = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=LARGEST)]
Reference = Annotated[str, Path(max_length=20, pattern=r"^[a-z0-9]+$")]
Order = Literal["oldest", "newest", "recommended", "discussed", "picks", "questions", "answered", "unanswered"]
Cursor = Annotated[str, Field("", max_length=240, pattern=r"^[0-9-]*$")]
Before = Annotated[int, Field(0, ge=0, le=10**18)]


class Thread(Schema):
    """The conversation under one story of ours, or under a page elsewhere."""

    id: int
    story_id: int | None
    page_address: str = Field(description="The page elsewhere; empty under a story of ours.")
    title: str
    html_url: str
    kind: Literal["comments", "questions"] = Field(description="In a thread of questions, guests answer readers.")
    comment_count: int
    question_count: int
    answered_count: int = Field(description="Questions that a guest has answered.")
    is_open: bool = Field(description="Readers may write, reply and recommend.")
    questions_from: datetime | None
    questions_until: datetime | None
    closes_at: datetime | None


class Threads(Schema):
    items: list[Thread]


class Counts(Schema):
    stories: dict[str, int]
    pages: dict[str, int]


class Author(Schema):
    """Without a reference there is no page of theirs: a former reader, or somebody without a name."""

    name: str
    reference: str
    html_url: str
    badge: Literal["", "staff", "journalist", "guest"] = Field(description="Whose word it is; empty for readers.")
    badge_words: str = Field(description="The badge in words, often a role.")
    is_supporter: bool
    is_former: bool


class Parent(Schema):
    id: int
    author_name: str


class Comment(Schema):
    """Of a stub (any state but `published`) neither the words nor the author are told; replies to it stand."""

    type: Literal["comment"] = "comment"
    id: int
    html_url: str
    state: Literal["published", "removed", "deleted", "pending"]
    author: Author | None
    parent: Parent | None
    depth: int = Field(description="1 for a comment on the page itself.")
    html: str = Field(description="Sanitised; p, br, a, em, strong, blockquote, ul, ol, li.")
    posted_at: datetime
    edited_at: datetime | None
    is_pick: bool
    recommend_count: int


class Fold(Schema):
    """Replies that are not in this answer: so many (null: some), from this address on."""

    type: Literal["fold"] = "fold"
    replies: int | None
    url: str


class CommentPage(Schema):
    """A stretch of a thread: each comment, then its first replies, depth first. `next` is empty at the end."""

    thread_id: int
    sort: Order
    is_open: bool
    has_picks: bool
    items: list[Annotated[Comment | Fold, Field(discriminator="type")]]
    next: str


class Branch(Schema):
    """One comment with those it answers, the first first, and the replies below it."""

    thread_id: int
    is_open: bool
    parents: list[Comment]
    comment: Comment
    replies: list[Comment]
    next: str


class Reader(Schema):
    reference: str
    name: str
    html_url: str
    about: str
    picture_url: str
    is_staff: bool
    is_supporter: bool
    here_since: str = Field(description="Year and month.")


class Said(Schema):
    comment: Comment
    thread_id: int
    page_title: str


class SaidPage(Schema):
    items: list[Said]
    next: str


# What one person is told alone.


class OwnComment(Schema):
    """A comment to its author, in whatever state, with the text to go on from."""

    id: int
    thread_id: int
    html_url: str
    parent_id: int | None
    state: Literal["published", "removed", "deleted", "pending"]
    why: str = Field(description="Why it waits or was taken away, as far as the author is told.")
    text: str
    html: str
    revision: int
    posted_at: datetime
    edited_at: datetime | None
    editable_until: datetime
    recommend_count: int


class OwnComments(Schema):
    items: list[OwnComment]
    next: str


class OwnThread(Schema):
    """What of a thread is the caller's own: ids of comments, the newest first."""

    thread_id: int
    follows: bool
    own: list[int]
    editable: list[int]
    recommended: list[int]
    muted: list[int] = Field(description="Comments of people whom the caller has muted.")
    waiting: list[OwnComment] = Field(description="Comments that only the caller sees so far.")


class Own(Schema):
    reference: str
    name: str = Field(description="Empty until one was chosen; nothing can be posted before.")
    scopes: list[str] = Field(description="What this key allows.")
    audience: str = Field(description="The site that the key was issued for; empty for one's own.")
    expires_at: datetime | None
    refusal: str = Field(description="Why nothing can be written at present, in words; mostly empty.")


class Recommended(Schema):
    recommended: bool
    count: int


class Following(Schema):
    follows: bool


class Rendered(Schema):
    html: str


# What is sent.


class Sent(Schema):
    """Nothing is taken for something else, and nothing is passed over in silence."""

    model_config = ConfigDict(extra="forbid", strict=True)


Text = Annotated[str, Field(description="Plain text with marks, up to 5,000 letters.")]
Revision = Annotated[int, Field(ge=1, le=2**31 - 1, description="The one that was changed.")]


Insists = Annotated[bool, Field(description="Its author was asked first (`asked-first`), and sends it as it is.")]


class NewComment(Sent):
    text: Text
    parent_id: Annotated[int, Field(ge=1, le=LARGEST)] | None = Field(None, description="The comment replied to.")
    posting_key: str = Field(
        "",
        pattern=r"^[A-Za-z0-9-]{0,64}$",
        description="Of your making, new for each comment: the same words under the same key are posted once.",
    )
    insists: Insists = False


class ChangedComment(Sent):
    text: Text
    revision: Revision
    insists: Insists = False


class Preview(Sent):
    text: Text
