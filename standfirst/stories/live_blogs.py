"""Live blogs: a story that grows by entries. The tables, who may see which entry, and all that has happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from standfirst.stories.live.cursors import Cursor
from standfirst.stories.live.writing import first_words, plain_words
from standfirst.stories.pictures import Picture
from standfirst.stories.records import Contributor

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class LiveBlogQuerySet(models.QuerySet["LiveBlog"]):
    def running(self) -> LiveBlogQuerySet:
        """Those that are still being written, for fronts; whether readers may see the story is the story's matter."""
        return self.filter(state=LiveBlog.State.RUNNING)


class LiveBlog(models.Model):
    """Makes its story a live blog.

    `version` grows by one with every change that readers may see, under this row's lock; the entry that changed
    carries it in `changed_in`. So a page that knows one version can ask for exactly what came after it.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")

    story = models.OneToOneField("stories.StoryPage", on_delete=models.CASCADE, related_name="live_blog")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.RUNNING)
    version = models.PositiveBigIntegerField(_("version"), default=0)
    started_at = models.DateTimeField(_("started"))
    updated_at = models.DateTimeField(_("last entry"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = LiveBlogQuerySet.as_manager()

    class Meta:
        verbose_name = _("live blog")
        verbose_name_plural = _("live blogs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="running", ended_at__isnull=True)
                | models.Q(state="ended", ended_at__isnull=False),
                name="live_blog_ended_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"live blog of story {self.story_id}"

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING


class LiveEntryQuerySet(models.QuerySet["LiveEntry"]):
    def shown(self) -> LiveEntryQuerySet:
        """What readers see of a live blog whose story they may see: published entries, and stubs of removed ones."""
        return self.filter(models.Q(state=LiveEntry.State.PUBLISHED) | ~models.Q(removed_words=""))

    def newest_first(self) -> LiveEntryQuerySet:
        return self.order_by("-posted_at", "-pk")

    def before(self, cursor: Cursor) -> LiveEntryQuerySet:
        """What was posted earlier than the place the cursor names."""
        return self.filter(
            models.Q(posted_at__lt=cursor.posted_at) | models.Q(posted_at=cursor.posted_at, pk__lt=cursor.entry_id)
        )

    def with_furniture(self) -> LiveEntryQuerySet:
        """With all that a page shows beside the words, in a fixed number of queries."""
        return self.select_related("contributor", "picture").prefetch_related("corrections")


class LiveEntry(models.Model):
    """One entry. It is public as soon as it is posted, if its story is.

    `posted_at` grows strictly within a live blog, so the newest entry is also the one written last. `revision` counts
    its texts: whoever edits names the one that they have read.
    """

    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        REMOVED = "removed", _("Removed")

    live_blog = models.ForeignKey(LiveBlog, on_delete=models.CASCADE, related_name="entries")
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    text = models.TextField(_("text"), blank=True)
    text_html = models.TextField(_("rendered text"), blank=True)
    renderer = models.PositiveSmallIntegerField(_("renderer's version"))
    picture = models.ForeignKey(
        Picture, verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    contributor = models.ForeignKey(
        Contributor, verbose_name=_("byline"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(_("posted"))
    updated_at = models.DateTimeField(_("updated"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    changed_in = models.PositiveBigIntegerField(_("version of its last change"))
    pinned = models.BooleanField(_("pinned"), default=False)
    is_key_point = models.BooleanField(_("key point"), default=False)
    key_point_words = models.CharField(_("words of the key point"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PUBLISHED)
    removed_words = models.CharField(_("why it was removed"), max_length=300, blank=True)
    posting_key = models.CharField(_("posting key"), max_length=64)

    if TYPE_CHECKING:
        changes: RelatedManager[LiveChange]
        corrections: RelatedManager[LiveCorrection]

    objects = LiveEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["account", "posting_key"], name="live_entry_posted_once"),
            models.UniqueConstraint(fields=["live_blog", "changed_in"], name="live_entry_change_has_its_version"),
            models.CheckConstraint(
                condition=models.Q(state="published", removed_words="")
                | models.Q(state="removed", pinned=False, is_key_point=False),
                name="live_entry_removed_stands_nowhere",
            ),
        ]
        indexes = [models.Index(fields=["live_blog", "-posted_at", "-id"], name="live_entries_newest_first")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_stub(self) -> bool:
        return self.state == self.State.REMOVED

    @property
    def is_shown(self) -> bool:
        """What `shown()` says, about one entry."""
        return not self.is_stub or bool(self.removed_words)

    @property
    def title(self) -> str:
        """The headline, or the first words where none was written."""
        return self.headline or first_words(plain_words(self.text_html), most=80) or str(_("Picture"))

    @property
    def point(self) -> str:
        """As it stands in the list of key points."""
        return self.key_point_words or self.title

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.posted_at, self.pk)

    @property
    def posted_microseconds(self) -> str:
        """The time of posting as a number, by which open pages tell new entries from old ones."""
        return str(self.cursor).partition("-")[0]

    @property
    def shown_corrections(self) -> list[LiveCorrection]:
        return list(self.corrections.all())

    @property
    def url(self) -> str:
        """The entry's own address. Its live blog must be at hand."""
        return reverse("live_entry", args=[self.live_blog.story_id, self.pk])


class LiveCorrection(models.Model):
    """What was wrong in an entry and what is right; it stands in the entry for readers."""

    entry = models.ForeignKey(LiveEntry, on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("correction of an entry")
        verbose_name_plural = _("corrections of entries")
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="live_correction_says_something")]

    def __str__(self) -> str:
        return self.text


class LiveChange(models.Model):
    """Whatever happened to a live blog or to one of its entries: what it was, what it is, who, when. Never changed."""

    class Kind(models.TextChoices):
        STARTED = "started", _("Started")
        ENDED = "ended", _("Ended")
        POSTED = "posted", _("Posted")
        EDITED = "edited", _("Edited")
        CORRECTED = "corrected", _("Corrected")
        MARKED = "marked", _("Pinned or marked")
        REMOVED = "removed", _("Removed")

    live_blog = models.ForeignKey(LiveBlog, on_delete=models.PROTECT, related_name="changes")
    entry = models.ForeignKey(LiveEntry, null=True, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    version = models.PositiveBigIntegerField(_("version"))
    was = models.JSONField(_("from"))
    became = models.JSONField(_("to"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("change of a live blog")
        verbose_name_plural = _("changes of live blogs")
        constraints = [models.UniqueConstraint(fields=["live_blog", "version"], name="live_change_per_version")]

    def __str__(self) -> str:
        return f"{self.live_blog_id}.{self.version}: {self.kind}"
