"""Comments: who may see which, and what is stored of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.accounts.models import User
from standfirst.comments.threads import Thread

NUMBER_DIGITS = 7
DEEPEST_PATH = 30


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> CommentQuerySet:
        """What stands in the page for everyone: published comments, and stubs of others that have replies."""
        return self.filter(is_shown=True)

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


SHOWN = models.Q(is_shown=True)
SHOWN_AT_TOP = models.Q(parent__isnull=True, is_shown=True)


class Comment(models.Model):
    """One comment. It is born pending; only moderation publishes it, and its author may delete it.

    `number` counts within the thread. `path` is the numbers from the top comment down to this one, seven digits each:
    sorting by it is the reading order, and it is the cursor for paging.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for a moderator")
        PUBLISHED = "published", _("Published")
        REMOVED = "removed", _("Removed")
        DELETED = "deleted", _("Deleted by its author")

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    # Its index leaves out those that answer nobody: SQLite would read all of these by it, and sort them.
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies", db_index=False)
    number = models.PositiveIntegerField(_("number"))
    path = models.CharField(_("path"), max_length=NUMBER_DIGITS * DEEPEST_PATH)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    body = models.TextField(_("text"))
    body_html = models.TextField(_("rendered text"))
    renderer = models.PositiveSmallIntegerField(_("renderer's version"))
    published_below = models.PositiveIntegerField(_("published comments below"), default=0)
    # Its author is a guest of the thread: actions/questions.py. `answers` counts guests' published replies to it.
    by_guest = models.BooleanField(_("by a guest"), default=False)
    answers = models.PositiveIntegerField(_("answers"), default=0)
    recommend_count = models.PositiveIntegerField(_("recommendations"), default=0)
    posted_at = models.DateTimeField(_("posted"))
    edited_at = models.DateTimeField(_("edited"), null=True)
    picked_at = models.DateTimeField(_("picked"), null=True)
    picked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    posting_key = models.CharField(_("posting key"), max_length=64)
    # Worked out by the database, so that it can't disagree with what it follows from.
    is_shown = models.GeneratedField(
        expression=models.ExpressionWrapper(
            models.Q(state="published") | models.Q(published_below__gt=0), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
        verbose_name=_("stands in the page"),
    )
    # 1 for what leads a thread of questions: what is answered, and what guests say to all.
    leads = models.GeneratedField(
        expression=models.Case(
            models.When(models.Q(answers__gt=0) | models.Q(by_guest=True), then=models.Value(1)),
            default=models.Value(0),
            output_field=models.SmallIntegerField(),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
        verbose_name=_("leads"),
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="comment_number_unique_in_thread"),
            models.UniqueConstraint(fields=["thread", "path"], name="comment_path_unique_in_thread"),
            models.UniqueConstraint(fields=["author", "posting_key"], name="comment_posted_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["pending", "published", "removed", "deleted"]), name="comment_state_known"
            ),
            models.CheckConstraint(condition=~models.Q(body=""), name="comment_not_empty"),
        ]
        # Of each order of reading: what stands at the top of a thread, with its number to tell equals apart.
        indexes = [
            models.Index(fields=["thread", "path"], condition=SHOWN, name="comments_in_reading_order"),
            models.Index(fields=["thread", "number"], condition=SHOWN_AT_TOP, name="comments_by_age"),
            models.Index(
                fields=["thread", "recommend_count", "number"], condition=SHOWN_AT_TOP, name="comments_by_recommended"
            ),
            models.Index(
                fields=["thread", "published_below", "number"], condition=SHOWN_AT_TOP, name="comments_by_discussed"
            ),
            models.Index(fields=["thread", "leads", "number"], condition=SHOWN_AT_TOP, name="comments_answered_first"),
            models.Index(fields=["parent", "number"], condition=models.Q(by_guest=True), name="comments_answering"),
            models.Index(
                fields=["thread", "picked_at", "number"],
                condition=models.Q(picked_at__isnull=False, is_shown=True),
                name="comments_picked",
            ),
            models.Index(fields=["parent"], condition=models.Q(parent__isnull=False), name="comments_replying"),
            models.Index(fields=["author", "-posted_at"], name="comments_by_author"),
            models.Index(fields=["author", "id"], condition=models.Q(state="published"), name="comments_of_reader"),
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
        """Its words are not shown, whoever took them away; it stands only where there are replies to it."""
        return self.state in {self.State.REMOVED, self.State.DELETED}

    @property
    def ancestor_paths(self) -> list[str]:
        return [self.path[:end] for end in range(NUMBER_DIGITS, len(self.path), NUMBER_DIGITS)]
