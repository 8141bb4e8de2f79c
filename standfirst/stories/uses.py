"""Where pictures stood in published stories, and which of them a story may not take (again)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.stories.pictures import Picture


class PictureUse(models.Model):
    """A picture stood in a published story. Stays when the picture is taken out again, since it was used."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="uses")
    story = models.ForeignKey("stories.StoryPage", null=True, on_delete=models.SET_NULL, related_name="+")
    headline = models.CharField(max_length=255)
    published_at = models.DateTimeField()

    # Not part of what editors see as usage: that follows from the stories themselves.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = gettext_lazy("use of a picture")
        verbose_name_plural = gettext_lazy("uses of pictures")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["picture", "story"], name="one_use_of_a_picture_per_story")
        ]


def pictures_in(story: Any) -> dict[int, str]:
    """The ids of all pictures a story carries, each with the name of the field that has it: the lead, any block."""
    found: dict[int, str] = {}
    for field in story._meta.get_fields():
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Picture):
            found.setdefault(getattr(story, field.attname), field.name)
        elif hasattr(field, "extract_references"):
            for model, key, *_path in field.extract_references(field.value_from_object(story)):
                if model is Picture:
                    found.setdefault(int(key), field.name)
    found.pop(None, None)  # type: ignore[call-overload]  # a story without a lead picture
    return found


def restrictions(
    pictures: Iterable[int], *, story_id: int | None = None, at: datetime | None = None, hold: bool = False
) -> dict[int, str]:
    """Which of `pictures` can't be placed now, or at the later moment `at`, with the reason in words.

    A story in which a picture was published keeps it, so that it can be corrected. Two queries; one where none of
    the pictures has a restriction. With `hold`, nobody else can place a restricted one before the transaction ends.
    """
    expired = models.Q(expires_at__lte=Now())
    if at is not None:
        expired |= models.Q(expires_at__lte=at)
    rows = Picture.objects.filter(models.Q(one_use_only=True) | expired, pk__in=set(pictures))
    if hold:
        # In the order of their numbers, behind the story's own row; whoever comes second then reads the first's use.
        rows = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    bounded = {one.pk: one for one in rows.annotate(expired=expired)}
    if not bounded:
        return {}
    uses: dict[int, PictureUse] = {}
    for use in PictureUse.objects.filter(picture__in=bounded).order_by("-published_at"):
        if use.story_id is not None and use.story_id == story_id:
            bounded.pop(use.picture_id, None)
        uses[use.picture_id] = use
    reasons = {key: _reason(picture, uses.get(key)) for key, picture in bounded.items()}
    return {key: reason for key, reason in reasons.items() if reason}


def _reason(picture: Any, use: PictureUse | None) -> str:
    if picture.one_use_only and use is not None:
        return _("“%(picture)s” may be used once, and stood in “%(story)s” on %(day)s.") % {
            "picture": picture.title,
            "story": use.headline,
            "day": _day(use.published_at),
        }
    if picture.expired:
        return _("The rights in “%(picture)s” ended on %(day)s.") % {
            "picture": picture.title,
            "day": _day(picture.expires_at),
        }
    return ""


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
