"""The desk's doors for corrections that are asked for."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from standfirst import clock
from standfirst.stories.actions.asking import ask_for_correction, settle_request
from standfirst.stories.forms.desk import CorrectionRequestForm
from standfirst.stories.models import CorrectionRequest, StoryPage


@require_http_methods(["GET", "HEAD", "POST"])
def ask_correction(request: HttpRequest, story_id: int) -> HttpResponse:
    """Say what is wrong in a public story. For everybody at the desk."""
    story = get_object_or_404(StoryPage, pk=story_id, live=True)
    form = CorrectionRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        ask_for_correction(story=story, words=words, actor=request.user, now=clock.now())  # type: ignore[arg-type]  # staff only
        messages.success(request, _("Asked. It stands on the desk's first page until somebody has settled it."))
        return redirect("wagtailadmin_home")
    context = {"story": story, "form": form}
    return render(request, "stories/desk/ask_correction.html", context, status=422 if form.errors else 200)


@require_POST
def settle_correction(request: HttpRequest, request_id: int) -> HttpResponse:
    """Dealt with. For those who may edit the story."""
    asked = get_object_or_404(CorrectionRequest.objects.select_related("story"), pk=request_id)
    if not asked.story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    settle_request(request=asked, actor=request.user, now=clock.now())  # type: ignore[arg-type]  # staff only
    messages.success(request, _("Settled."))
    return redirect("wagtailadmin_home")
