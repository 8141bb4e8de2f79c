"""Setting, moving and lifting an embargo at the desk."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.stories.actions.embargoes import EmbargoRefused, lift_embargo, may_lift, set_embargo
from standfirst.stories.forms.holding import EmbargoForm, LiftForm
from standfirst.stories.models import Embargo, EmbargoChange, StoryPage


@require_http_methods(["GET", "HEAD", "POST"])
def embargo(request: HttpRequest, story_id: int) -> HttpResponse:
    """For those who may edit the story; lifting and shortening for those with the right to it."""
    story = get_object_or_404(StoryPage, pk=story_id)
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    actor: User = request.user  # type: ignore[assignment]  # staff only
    standing = Embargo.of(story.pk)
    lifting = "lift" in request.POST
    form = EmbargoForm(None if lifting else request.POST or None, initial=_initial(standing))
    lift = LiftForm(request.POST if lifting else None)
    sent = lift if lifting else form
    if request.method == "POST" and sent.is_valid():
        try:
            done = _lift(story, lift, actor) if lifting else _set(story, form, actor)
        except EmbargoRefused as refusal:
            sent.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("wagtailadmin_pages:edit", story.pk)
    context = {
        "story": story,
        "standing": standing,
        "form": form,
        "lift": lift,
        "may_lift": may_lift(actor),
        "has_schedule": story.approved_schedule,
        "changes": EmbargoChange.objects.filter(story=story).select_related("who"),
        "media": form.media,
    }
    return render(request, "stories/desk/embargo.html", context, status=422 if sent.errors else 200)


def in_words(moment: datetime) -> str:
    """A moment as the desk reads it, in the newsroom's own time."""
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def _initial(standing: Embargo | None) -> dict[str, object]:
    return {"embargoed_until": standing.embargoed_until, "reason": standing.reason} if standing else {}


def _set(story: StoryPage, form: EmbargoForm, actor: User) -> str:
    until, reason = form.cleaned_data["embargoed_until"], form.cleaned_data["reason"]
    _embargo, moved = set_embargo(story=story, until=until, reason=reason, actor=actor, now=clock.now())
    if moved:
        return _("Embargoed until %(moment)s; its publication waits for that minute.") % {"moment": in_words(until)}
    return _("Embargoed until %(moment)s.") % {"moment": in_words(until)}


def _lift(story: StoryPage, form: LiftForm, actor: User) -> str:
    if lift_embargo(story=story, reason=form.cleaned_data["reason"], actor=actor, now=clock.now()):
        return _("The embargo is lifted. The story was published under it and goes live now.")
    return _("The embargo is lifted. The story is still a draft.")
