"""How often stories were read: sums by the hour, of nobody in particular."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.stories.pages.story import StoryPage


class StoryViews(models.Model):
    """Views of one story in one hour, over all readers. Nothing finer is kept, and nothing about who they were."""

    story = models.ForeignKey(StoryPage, on_delete=models.CASCADE, related_name="+")
    hour = models.DateTimeField(_("hour"))
    count = models.PositiveIntegerField(_("views"))

    class Meta:
        verbose_name = _("views of a story")
        verbose_name_plural = _("views of stories")
        constraints = [models.UniqueConstraint(fields=["hour", "story"], name="story_views_once_an_hour")]

    def __str__(self) -> str:
        return f"{self.count} views of story {self.story_id}"
