"""The row by which a public story is found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.stories.pages.section import SectionPage
from standfirst.stories.pages.story import StoryPage


class SearchEntry(models.Model):
    """One public story in the index: what a search is narrowed by, and the plain text its excerpt is taken from.

    Its words lie beside it, in the way of each database: `fulltext.py`. Written within the transaction that makes the
    story public or takes it back. `is_due`: a name in it has changed, and the worker will read the story again.
    """

    story = models.OneToOneField(StoryPage, primary_key=True, on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey(SectionPage, on_delete=models.CASCADE, related_name="+")
    published_at = models.DateTimeField(_("published"))
    is_due = models.BooleanField(_("is to be read again"), default=False)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [
            models.Index(fields=["-published_at", "-story"], name="search_newest_first"),
            models.Index(fields=["story"], condition=models.Q(is_due=True), name="search_due"),
        ]

    def __str__(self) -> str:
        return f"search entry of story {self.story_id}"
