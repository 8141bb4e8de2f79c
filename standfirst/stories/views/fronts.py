"""The screens on which a front is edited: the whole of it, the story to choose, and what it will be at a moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from standfirst import clock
from standfirst.stories.actions.fronts import (
    FrontChangedMeanwhile,
    FrontRefused,
    NoSuchPlace,
    TimeIsOver,
    pin_story,
    unpin_story,
    version_of,
)
from standfirst.stories.containers import FrontChange, Pin
from standfirst.stories.days import midnight_after, seven_tomorrow
from standfirst.stories.forms.fronts import UNTIL, MomentForm, StoryForm
from standfirst.stories.models import Container, FrontPage, StoryPage
from standfirst.stories.pages.front import rows_of
from standfirst.stories.queries.fronts import choosable, desk_front, front_to_come, placed_on

FrontView = Callable[Concatenate[HttpRequest, FrontPage, ...], HttpResponse]


def for_front_editors(view: FrontView) -> Callable[..., HttpResponse]:
    """Hands the front to `view`, for those who may publish it; 403 for everybody else."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        front = get_object_or_404(FrontPage.objects.all()[:1])
        if not front.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        response = view(request, front, *args, **kwargs)
        add_never_cache_headers(response)
        # Whatever a template on the page says about tags: what staff see is kept nowhere.
        patch_vary_headers(response, ["Cookie"])
        return response

    return wrapped


@require_safe
@for_front_editors
def front_desk(request: HttpRequest, front: FrontPage) -> HttpResponse:
    """The whole front. `said` is the change just made, `focus` the button it was made with."""
    said = FrontChange.objects.filter(front=front, pk=_number(request.GET.get("said"))).first()
    return show(request, front, said=said, focus=request.GET.get("focus", ""))


def show(request: HttpRequest, front: FrontPage, *, status: int = 200, **more: Any) -> HttpResponse:
    title = _("Front")
    context = {
        "front": front,
        "desk": desk_front(front, now=clock.now()),
        "until_choices": UNTIL,
        "moments": moments(clock.now()),
        **header(title),
        **more,
    }
    return render(request, "stories/desk/front.html", context, status=status)


def header(title: str, *above: dict[str, str]) -> dict[str, Any]:
    """What Wagtail's own header shows: where one is, and the way back."""
    return {"header_title": title, "header_icon": "home", "breadcrumbs_items": [*above, {"url": "", "label": title}]}


def above() -> dict[str, str]:
    return {"url": reverse("front_desk"), "label": _("Front")}


@require_POST
@for_front_editors
def front_story(request: HttpRequest, front: FrontPage, story_id: int) -> HttpResponse:
    """One thing done to one story; then the front again, with the focus where it was."""
    story = get_object_or_404(StoryPage, pk=story_id)
    form = StoryForm(request.POST)
    if not form.is_valid():
        words = [str(words) for field in form.errors.values() for words in field]
        return show(request, front, status=422, refused=words, about=story)
    try:
        change = do(form, request=request, front=front, story=story, now=clock.now())
    except FrontRefused as refusal:
        return refused(request, front, refusal, about=story)
    query = urlencode({"said": change.pk, "focus": request.GET.get("focus", "")})
    return redirect(f"{reverse('front_desk')}?{query}#story-{story.pk}")


def do(form: StoryForm, *, request: HttpRequest, front: FrontPage, story: StoryPage, now: datetime) -> FrontChange:
    actor: Any = request.user
    seen = form.cleaned_data["seen"]
    if form.cleaned_data["do"] == "unpin":
        return unpin_story(front=front, story=story, actor=actor, now=now, seen=seen)
    container_id, position = form.spot
    step = form.cleaned_data["do"].startswith("place:")
    return pin_story(
        front=front,
        story=story,
        container_id=container_id,
        position=position,
        begins_at=form.cleaned_data["begins_at"],
        ends_at=end_of_step(front, story, now=now) if step else form.ends_at(now=now),
        exchange=step,
        actor=actor,
        now=now,
        seen=seen,
    )


def end_of_step(front: FrontPage, story: StoryPage, *, now: datetime) -> datetime | None:
    """A story that is only moved keeps its end; without a pin before, it stays there until the next morning."""
    pin = Pin.objects.filter(front=front, story=story, begins_at__lte=now).first()
    return pin.ends_at if pin else seven_tomorrow(now)


def refused(request: HttpRequest, front: FrontPage, refusal: FrontRefused, **more: Any) -> HttpResponse:
    """The front as it is now, with the reason why it was not changed."""
    meanwhile = refusal.changes if isinstance(refusal, FrontChangedMeanwhile) else ()
    return show(request, front, status=409, refused=in_words(refusal), meanwhile=meanwhile, **more)


def in_words(refusal: FrontRefused) -> list[str]:
    if isinstance(refusal, FrontChangedMeanwhile):
        return [_("The front has changed since you looked, so your change was not made. This is how it stands now.")]
    if isinstance(refusal, NoSuchPlace):
        return [_("That place or that pin is not there any more. Nothing was changed.")]
    if isinstance(refusal, TimeIsOver):
        return [_("That time is over before it begins. Choose a later end. Nothing was changed.")]
    raise refusal


@require_safe
@for_front_editors
def choose_for_front(request: HttpRequest, front: FrontPage, container_id: int) -> HttpResponse:
    """A story for a container, by words of its headline; the newest where nothing is asked."""
    container = get_object_or_404(Container, front=front, pk=container_id)
    words = request.GET.get("q", "")[:200]
    placed = placed_on(front, now=clock.now())
    context = {
        "container": container,
        "stories": [(story, placed.get(story.pk, "")) for story in choosable(words)],
        "words": words,
        "version": version_of(front),
        "places": range(container.size),
        "until_choices": UNTIL,
        **header(_("Choose a story"), above()),
    }
    return render(request, "stories/desk/choose.html", context)


@require_safe
@for_front_editors
def front_preview(request: HttpRequest, front: FrontPage) -> HttpResponse:
    """The front as readers will see it at a moment, with the pins and schedules of now."""
    now = clock.now()
    form = MomentForm(request.GET if "at" in request.GET else {"at": timezone.localtime(seven_tomorrow(now))})
    at: datetime = form.cleaned_data["at"] if form.is_valid() else now
    context = {
        **front.get_context(request),
        "rows": rows_of(front_to_come(front, at=at)),
        "at": at,
        "shown_at": at,
        "form": form,
        "moments": moments(now),
    }
    return render(request, "stories/desk/front_preview.html", context, status=400 if form.errors else 200)


def moments(now: datetime) -> list[tuple[str, str]]:
    """The moments one looks ahead to most, each as an address takes it."""
    choices = [
        (now + timedelta(hours=1), _("In an hour")),
        (midnight_after(now), _("Tonight, at midnight")),
        (seven_tomorrow(now), _("Tomorrow, 07:00")),
    ]
    return [(timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M"), str(words)) for moment, words in choices]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 15 else 0
