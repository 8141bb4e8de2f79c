"""The desk's own doors to stories, where Wagtail has none: withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from standfirst import clock
from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.forms.holding import WithdrawForm
from standfirst.stories.models import StoryPage


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, story_id: int) -> HttpResponse:
    """Take a public story back, with words for its readers. For those who may unpublish it."""
    story = get_object_or_404(StoryPage, pk=story_id)
    if not story.permissions_for_user(request.user).can_unpublish():
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_story(story=story, actor=request.user, reason=form.cleaned_data["reason"], now=clock.now())  # type: ignore[arg-type]  # staff only
        messages.success(request, _("“%(headline)s” is withdrawn.") % {"headline": story.title})
        return redirect("wagtailadmin_pages:edit", story.pk)
    return render(
        request, "stories/desk/withdraw.html", {"story": story, "form": form}, status=422 if form.errors else 200
    )
