"""Two people's texts side by side, where both changed the same place: to choose from, or to mix by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.rich_text import expand_db_html

from standfirst.stories.actions.holding import (
    Choice,
    StillTwoTexts,
    can_mix,
    can_stand_together,
    fingerprint,
    settle_texts,
    texts_of,
)
from standfirst.stories.merging import ABSENT, Conflict, Kind
from standfirst.stories.models import OpenEditor, StoryPage
from standfirst.stories.views.locking import may_write
from standfirst.stories.views.naming import name_of


@require_http_methods(["GET", "HEAD", "POST"])
def both_texts(request: HttpRequest, story_id: int, key: UUID) -> HttpResponse:
    """The places that both changed. Only for whose text it is that waits."""
    window = OpenEditor.objects.filter(pk=key, story_id=story_id, person_id=request.user.pk).first()
    story = get_object_or_404(StoryPage, pk=story_id)
    if not story.permissions_for_user(request.user).can_edit() or not may_write(story, request.user):
        raise PermissionDenied
    if window is None or window.waiting is None:
        messages.info(request, _("No text of yours waits here any more."))
        return redirect("wagtailadmin_pages:edit", story.pk)
    if request.method == "POST":
        try:
            settle_texts(window=window, choices=_choices(request.POST))
        except StillTwoTexts:
            messages.warning(
                request, _("Choose for every place. What has changed since you looked is shown as it is now.")
            )
        else:
            messages.success(request, _("Both texts are one again, and saved as a draft."))
            return redirect("wagtailadmin_pages:edit", story.pk)
    places = [
        _shown(number, conflict) for number, conflict in enumerate(texts_of(window=window, story=story).conflicts)
    ]
    revision = story.get_latest_revision()
    who = revision.user if revision is not None else None
    context = {"story": story, "places": places, "who": who or _("somebody else")}
    return render(request, "stories/desk/both_texts.html", context, status=422 if request.method == "POST" else 200)


def _choices(posted: Any) -> dict[str, Choice]:
    numbers = [name.removeprefix("place-") for name in posted if name.startswith("place-")]
    return {
        posted[f"place-{number}"]: Choice(
            side=posted.get(f"side-{number}", ""),
            words=posted.get(f"words-{number}", "") if posted.get(f"side-{number}") == "words" else "",
            seen=posted.get(f"seen-{number}", ""),
        )
        for number in numbers
    }


def _shown(number: int, conflict: Conflict) -> dict[str, Any]:
    block = {"paragraph": _("paragraph"), "subhead": _("subhead"), "picture": _("picture")}.get(conflict.block_type, "")
    detail = " · ".join(part for part in (block or conflict.block_type, conflict.part) if part)
    order = conflict.kind is Kind.ORDER
    return {
        "number": number,
        "key": conflict.key,
        "seen": fingerprint(conflict),
        "name": name_of(conflict.field),
        "detail": detail,
        "order": order,
        "mine": _text(conflict.mine),
        "theirs": _text(conflict.theirs),
        "base": _text(conflict.base),
        "plain": conflict.mine if can_mix(conflict) else None,
        "both": can_stand_together(conflict),
    }


def _text(value: object) -> SafeString | str:
    """One side as the desk reads it: rich text as such, everything else as words."""
    if value is ABSENT or value in (None, ""):
        return format_html("<em>{}</em>", _("nothing"))
    if isinstance(value, str):
        return expand_db_html(value) if value.startswith("<p") else value
    if isinstance(value, dict):
        return (
            _text(value["value"])
            if {"type", "value"} <= value.keys()
            else _lines(f"{k}: {v}" for k, v in value.items())
        )
    if isinstance(value, list):
        return _("%(count)s in this order") % {"count": len(value)}
    return str(value)


def _lines(lines: Any) -> SafeString:
    return format_html_join("", "<div>{}</div>", ((line,) for line in lines))
