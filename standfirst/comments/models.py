"""Threads and comments: the tables, who may see which row, and the changes of state that brought them there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.accounts.models import User

NUMBER_DIGITS = 7
DEEPEST_PATH = 30


class Thread(models.Model):
    """The readers' conversation under one story.

    `comment_count` counts published comments and changes in the transaction of its cause, under this row's lock.
    Lock order everywhere: thread, then comments, then the queue item.
    """

    story = models.OneToOneField("stories.StoryPage", on_delete=models.CASCADE, related_name="thread")
    comment_count = models.PositiveIntegerField(_("comments"), default=0)
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")

    def __str__(self) -> str:
        return f"thread {self.pk}"


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> CommentQuerySet:
        """What stands in the page for everyone: published comments, and stubs of removed ones that have replies."""
        return self.filter(
            models.Q(state=Comment.State.PUBLISHED) | models.Q(state=Comment.State.REMOVED, published_below__gt=0)
        )

    def visible_to(self, user: User | None) -> CommentQuerySet:
        """What `user` may see: all that is public, one's own in any state, everything for moderators."""
        if user is None or not user.is_authenticated:
            return self.public()
        if user.has_perm("moderation.decide"):
            return self
        return self.filter(models.Q(pk__in=self.public().values("pk")) | models.Q(author=user))

    def in_reading_order(self) -> CommentQuerySet:
        """Depth first: each comment, then the replies to it, oldest first."""
        return self.order_by("path")


class Comment(models.Model):
    """One comment. It is born pending; only moderation publishes it.

    `number` counts within the thread. `path` is the numbers from the top comment down to this one, seven digits each:
    sorting by it is the reading order, and it is the cursor for paging.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for a moderator")
        PUBLISHED = "published", _("Published")
        REMOVED = "removed", _("Removed")

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveIntegerField(_("number"))
    path = models.CharField(_("path"), max_length=NUMBER_DIGITS * DEEPEST_PATH)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    body = models.TextField(_("text"))
    body_html = models.TextField(_("rendered text"))
    renderer = models.PositiveSmallIntegerField(_("renderer's version"))
    published_below = models.PositiveIntegerField(_("published comments below"), default=0)
    posted_at = models.DateTimeField(_("posted"))
    posting_key = models.CharField(_("posting key"), max_length=64)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="comment_number_unique_in_thread"),
            models.UniqueConstraint(fields=["thread", "path"], name="comment_path_unique_in_thread"),
            models.UniqueConstraint(fields=["author", "posting_key"], name="comment_posted_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["pending", "published", "removed"]), name="comment_state_known"
            ),
            models.CheckConstraint(condition=~models.Q(body=""), name="comment_not_empty"),
        ]
        indexes = [
            models.Index(fields=["author", "-posted_at"], name="comments_by_author"),
            models.Index(fields=["posted_at"], condition=models.Q(state="published"), name="comments_published_lately"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def depth(self) -> int:
        """1 for a comment on the story itself."""
        return len(self.path) // NUMBER_DIGITS

    @property
    def is_stub(self) -> bool:
        return self.state == self.State.REMOVED

    @property
    def ancestor_paths(self) -> list[str]:
        return [self.path[:end] for end in range(NUMBER_DIGITS, len(self.path), NUMBER_DIGITS)]


class StateChange(models.Model):
    """Every change of a comment's state: from, to, when, who, why, under which rule and policy. Never changed."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="state_changes")
    revision = models.PositiveIntegerField(_("revision"))
    from_state = models.CharField(_("from"), max_length=10, blank=True)
    to_state = models.CharField(_("to"), max_length=10)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(_("rule"), max_length=60, blank=True)
    policy_version = models.PositiveIntegerField(_("policy version"), null=True)
    why = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.from_state} to {self.to_state}"
