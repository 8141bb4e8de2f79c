"""The desk's editor of the live text, beside Wagtail's, which opens whatever was saved last."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.telepath import JSContext
from wagtail.models import Revision

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.stories.actions.correcting import (
    Clash,
    CorrectionClashes,
    LiveTextChanged,
    NothingWaits,
    clashes_of,
    correct_live,
    discard_waiting,
    settle_waiting,
)
from standfirst.stories.actions.rights import PictureRestricted
from standfirst.stories.clash_words import in_words
from standfirst.stories.forms.holding import ChangeForm
from standfirst.stories.models import StoryPage, WaitingUpdate
from standfirst.stories.views.locking import may_write

CHOICE = "choice "


@cache
def live_editor() -> Any:
    """The story's own fields. Corrections made before stay as they are; the new one has its field beside them."""
    kept = [_plain(one) for one in StoryPage.content_panels if not _is_corrections(one)]
    headlines = [FieldPanel("front_headline"), FieldPanel("social_headline")]
    return ObjectList([*kept, MultiFieldPanel(headlines, heading=_("Elsewhere"))]).bind_to_model(StoryPage)


def _plain(panel: Any) -> Any:
    """The headline as any field: its own panel makes the address from it, and a public story keeps its address."""
    if not isinstance(panel, TitleFieldPanel):
        return panel
    words = gettext_lazy("Its address stays as it is.")
    return FieldPanel(panel.field_name, heading=panel.heading, help_text=words, widget=panel.widget)


def _is_corrections(panel: Any) -> bool:
    return isinstance(panel, InlinePanel) and panel.relation_name == "corrections_list"


def _check_may_correct(story: StoryPage, user: Any) -> None:
    """A waiting update is what this is for; what a colleague has locked stays as it is."""
    allowed = story.permissions_for_user(user).can_publish()
    if not allowed or not may_write(story, user, beside_schedule=True):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, story_id: int) -> HttpResponse:
    """Correct what readers read now. For those who may publish; what waits or is a draft receives the correction."""
    story: StoryPage = get_object_or_404(StoryPage, pk=story_id, live=True)
    _check_may_correct(story, request.user)
    # The form writes into the story what was typed; above it stands what readers read.
    headline = story.title
    data = request.POST if request.method == "POST" else None
    form = live_editor().get_form_class()(data, instance=story, for_user=request.user, parent_page=story.get_parent())
    change = ChangeForm(data)
    clashes: list[Clash] = []
    if data is not None and form.is_valid() & change.is_valid():
        try:
            _publish(request, form.save(commit=False), change)
        except CorrectionClashes as refusal:
            clashes = refusal.clashes
        except LiveTextChanged:
            form.add_error(None, _("Somebody has just corrected the same passage. Open the live text again."))
        except PictureRestricted as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The live text of “%(headline)s” is corrected.") % {"headline": story.title})
            # The browser lets go of the copy it kept: desk.js.
            return redirect(f"{reverse('wagtailadmin_pages:edit', args=[story.pk])}?corrected=1")
    return _show(request, story, form, change, clashes, headline=headline)


def _publish(request: HttpRequest, corrected: StoryPage, change: ChangeForm) -> None:
    actor: User = request.user  # type: ignore[assignment]  # staff only
    kind = change.cleaned_data["change"]
    with_note = kind in ("correction", "clarification")
    read = request.POST.get("read", "")
    correct_live(
        story=corrected,
        corrected=corrected,
        actor=actor,
        now=clock.now(),
        note=change.cleaned_data["note"] if with_note else "",
        kind=kind,
        updated=kind == "update",
        choices=_choices(request),
        read=Revision.objects.filter(pk=read, object_id=str(corrected.pk)).first() if read.isdecimal() else None,
    )


def _choices(request: HttpRequest) -> dict[str, str]:
    return {name.removeprefix(CHOICE): str(side) for name, side in request.POST.items() if name.startswith(CHOICE)}


def _show(
    request: HttpRequest, story: StoryPage, form: Any, change: ChangeForm, clashes: list[Clash], *, headline: str
) -> HttpResponse:
    panel = live_editor().get_bound_panel(instance=story, request=request, form=form)
    script = JSContext()
    context = {
        "story": story,
        "headline": headline,
        "form": form,
        "change": change,
        "panel": panel,
        "read": request.POST.get("read") or story.live_revision_id,
        "waiting": WaitingUpdate.objects.filter(pk=story.pk).first(),
        "clashes": [in_words(clash.name, clash.conflict) for clash in clashes],
        "edit_handler_data": script.pack(panel),
        "media": panel.media + form.media + change.media + script.media,
    }
    failed = bool(clashes or form.errors or change.errors)
    context["has_unsaved_changes"] = failed
    return render(request, "stories/desk/correct.html", context, status=422 if failed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, story_id: int) -> HttpResponse:
    """Choose between a held update and what was published since, passage by passage."""
    story: StoryPage = get_object_or_404(StoryPage, pk=story_id)
    _check_may_correct(story, request.user)
    clashes, status = clashes_of(story=story), 200
    if request.method == "POST":
        try:
            settle_waiting(story=story, choices=_choices(request), actor=request.user)  # type: ignore[arg-type]  # staff
        except CorrectionClashes as refusal:
            clashes, status = refusal.clashes, 422
        else:
            messages.success(request, _("The update of “%(headline)s” waits again.") % {"headline": story.title})
            return redirect("wagtailadmin_pages:edit", story.pk)
    shown = [in_words(clash.name, clash.conflict) for clash in clashes]
    held = WaitingUpdate.objects.filter(pk=story.pk, is_held=True).exists()
    return render(request, "stories/desk/settle.html", {"story": story, "clashes": shown, "held": held}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, story_id: int) -> HttpResponse:
    """Discard the update that waits or is held, after asking. For those who may publish the story."""
    story: StoryPage = get_object_or_404(StoryPage, pk=story_id)
    _check_may_correct(story, request.user)
    waiting = get_object_or_404(WaitingUpdate, pk=story_id)
    if request.method == "POST":
        try:
            discard_waiting(story=story, actor=request.user)  # type: ignore[arg-type]  # staff
        except NothingWaits:
            raise Http404 from None
        messages.success(request, _("The waiting update of “%(headline)s” is discarded.") % {"headline": story.title})
        return redirect("wagtailadmin_pages:edit", story.pk)
    return render(request, "stories/desk/discard_update.html", {"story": story, "waiting": waiting})
