"""The live desk: a reporter's screen for a live blog, to be used on a phone, with a keyboard and without script."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.stories.actions.live_blogs import MayNotPublish, check_may_publish, end_live_blog, start_live_blog
from standfirst.stories.actions.live_entries import (
    EntryMovedOn,
    EntryRemoved,
    LiveBlogOver,
    correct_entry,
    edit_entry,
    mark_key_point,
    pin_entry,
    post_entry,
    remove_entry,
)
from standfirst.stories.live.writing import EntryEmpty, EntryTooLong
from standfirst.stories.live_forms import ChangeEntryForm, EntryForm, KeyPointForm, NewEntryForm, RemoveEntryForm
from standfirst.stories.models import LiveBlog, LiveEntry, StoryPage

ENTRIES_ON_A_SCREEN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def live_desk(request: HttpRequest, story_id: int) -> HttpResponse:
    """Write an entry, and see what stands there."""
    story = publishable_story(request, story_id)
    live_blog: LiveBlog | None = getattr(story, "live_blog", None)
    if live_blog is None:
        return render(request, "stories/desk/live_start.html", {"story": story, **header(story)})
    form = NewEntryForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            post_entry(
                live_blog=live_blog,
                actor=account_of(request),
                words=form.words,
                now=clock.now(),
                posting_key=form.cleaned_data["posting_key"],
            )
        except (EntryEmpty, EntryTooLong, LiveBlogOver) as refusal:
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("Posted.") if story.live else _("Kept until the story is published."))
            return redirect("live_desk", story.pk)
    blank = form or NewEntryForm.blank(live_blog=live_blog, account=account_of(request))
    return screen(request, story, live_blog, blank)


@require_POST
def live_state(request: HttpRequest, story_id: int) -> HttpResponse:
    """Start the live blog, end it, or let it go on."""
    story = publishable_story(request, story_id)
    if request.POST.get("state") == "ended":
        if getattr(story, "live_blog", None) is not None:
            end_live_blog(story=story, actor=account_of(request), now=clock.now())
    else:
        start_live_blog(story=story, actor=account_of(request), now=clock.now())
    return redirect("live_desk", story.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def change_live_entry(request: HttpRequest, story_id: int, entry_id: int) -> HttpResponse:
    """Edit or correct an entry. Where somebody else was quicker both texts are shown."""
    story, entry = entry_of(request, story_id, entry_id)
    form = ChangeEntryForm(request.POST) if request.method == "POST" else ChangeEntryForm.of(entry)
    newer: LiveEntry | None = None
    if form.is_valid():
        try:
            save(request, entry, form)
        except EntryMovedOn as moved:
            newer, form = moved.entry, form.now_against(moved.entry)
        except (EntryEmpty, EntryTooLong, EntryRemoved) as refusal:
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("live_desk", story.pk)
    context = {"story": story, "entry": entry, "form": form, "newer": newer, **header(story, _("Edit an entry"))}
    status = 409 if newer else 422 if form.errors else 200
    return render(request, "stories/desk/live_change.html", context, status=status)


@require_POST
def mark_live_entry(request: HttpRequest, story_id: int, entry_id: int) -> HttpResponse:
    """Pin an entry, list it as a key point, or take either away."""
    story, entry = entry_of(request, story_id, entry_id)
    now, actor, mark = clock.now(), account_of(request), request.POST.get("mark")
    form = KeyPointForm(request.POST)
    try:
        if mark in {"pin", "unpin"}:
            pin_entry(entry=entry, actor=actor, now=now, pinned=mark == "pin")
        elif mark in {"point", "unpoint"} and form.is_valid():
            words = form.cleaned_data["words"]
            mark_key_point(entry=entry, actor=actor, now=now, words=words, is_key_point=mark == "point")
    except EntryRemoved as refusal:
        messages.warning(request, in_words(refusal))
    return redirect(reverse("live_desk", args=[story.pk]) + f"#entry-{entry.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_live_entry(request: HttpRequest, story_id: int, entry_id: int) -> HttpResponse:
    """Ask what readers are to be told, then take the entry from every page."""
    story, entry = entry_of(request, story_id, entry_id)
    form = RemoveEntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        remove_entry(entry=entry, actor=account_of(request), words=words, now=clock.now())
        messages.success(request, _("Removed."))
        return redirect("live_desk", story.pk)
    context = {"story": story, "entry": entry, "form": form, **header(story, _("Remove an entry"))}
    return render(request, "stories/desk/live_remove.html", context, status=422 if form.errors else 200)


def save(request: HttpRequest, entry: LiveEntry, form: ChangeEntryForm) -> None:
    actor, words, now = account_of(request), form.words, clock.now()
    revision, correction = form.cleaned_data["revision"], form.cleaned_data["correction"].strip()
    if correction:
        correct_entry(entry=entry, revision=revision, actor=actor, correction=correction, words=words, now=now)
    else:
        is_slip = form.cleaned_data["is_slip"]
        edit_entry(entry=entry, revision=revision, actor=actor, words=words, now=now, is_slip=is_slip)


def account_of(request: HttpRequest) -> User:
    """Wagtail lets nobody else in."""
    return cast(User, request.user)


def publishable_story(request: HttpRequest, story_id: int) -> StoryPage:
    """A story that this person may publish; nobody else sees its live desk. Raises Http404, PermissionDenied."""
    story: StoryPage = get_object_or_404(StoryPage, id=story_id)
    try:
        check_may_publish(story=story, actor=account_of(request))
    except MayNotPublish as refusal:
        raise PermissionDenied from refusal
    return story


def entry_of(request: HttpRequest, story_id: int, entry_id: int) -> tuple[StoryPage, LiveEntry]:
    story = publishable_story(request, story_id)
    entries = LiveEntry.objects.select_related("live_blog", "picture", "contributor")
    return story, get_object_or_404(entries, pk=entry_id, live_blog__story=story)


def screen(request: HttpRequest, story: StoryPage, live_blog: LiveBlog, form: EntryForm) -> HttpResponse:
    everything = live_blog.entries.newest_first().with_furniture().select_related("contributor", "picture", "account")
    page = Paginator(everything, ENTRIES_ON_A_SCREEN).get_page(request.GET.get("page"))
    context = {"story": story, "live_blog": live_blog, "form": form, "entries": page, **header(story)}
    return render(request, "stories/desk/live.html", context, status=422 if form.errors else 200)


def header(story: StoryPage, title: str = "") -> dict[str, Any]:
    """What Wagtail's own header shows: where one is, and the way back."""
    above = [{"url": reverse("wagtailadmin_pages:edit", args=[story.pk]), "label": story.title}]
    live = {"url": reverse("live_desk", args=[story.pk]) if title else "", "label": _("Live blog")}
    here = [{"url": "", "label": title}] if title else []
    return {
        "header_title": title or _("Live blog"),
        "header_icon": "radio-full",
        "breadcrumbs_items": [*above, live, *here],
    }


def in_words(refusal: Exception) -> str:
    """Why nothing was written, for the person who still has the words in front of them."""
    if isinstance(refusal, EntryEmpty):
        return _("Write something, or choose a picture.")
    if isinstance(refusal, EntryTooLong):
        return _("That is longer than an entry can be. Make two of it.")
    if isinstance(refusal, EntryRemoved):
        return _("Somebody has removed this entry meanwhile.")
    return _("This live blog has ended meanwhile. Let it go on, then post again.")
