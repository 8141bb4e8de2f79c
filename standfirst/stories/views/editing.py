"""Wagtail's editor for stories, in which the later save never silently replaces the earlier one."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView

from standfirst import clock
from standfirst.stories.actions.holding import (
    content_of,
    hold_text,
    keep_waiting,
    latest_content,
    lock_section,
    lock_story,
    without_notes,
)
from standfirst.stories.merging import NOT_TEXT, Merged, merge
from standfirst.stories.models import OpenEditor, StoryPage
from standfirst.stories.untouched import keep_untouched
from standfirst.stories.views.naming import list_of, name_of
from standfirst.stories.views.pinging import QuietPing

ROWS = ("bylines", "guests", "related", "corrections_list")


def window_key(text: object) -> UUID | None:
    """The number of a window as its form sends it."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


class StoryEditView(QuietPing, EditView):
    """The editor of a story.

    It measures each save against what its window last held, and puts it together with what others saved meanwhile.
    """

    # Wagtail would refuse an autosave upon a newer version, and let a save by hand replace it.
    is_out_of_date = False
    # A form that was made before its story sends all rows as new ones: they stand for the rows that are there.
    knows_no_rows = False
    window: OpenEditor | None = None
    theirs: dict[str, Any]

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> Any:
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            # Two saves stand in line, so that the later one sees the earlier.
            self.theirs = latest_content(lock_story(story_id=page_id))
            return super().dispatch(request, page_id, **kwargs)

    def get_object(self) -> StoryPage:
        request = self.request
        if request.method == "POST":
            self.window = self._window(request)
            if self.window is not None and self.window.content and self.is_behind:
                # The form is read as changes to what its window showed, not to what somebody else made of it.
                found: StoryPage = self.real_page_record.specific.with_content_json(dict(self.window.content))
                return found
        latest: StoryPage = super().get_object()
        if self.knows_no_rows:
            for name in ROWS:
                setattr(latest, name, [])
        return latest

    def _window(self, request: HttpRequest) -> OpenEditor | None:
        key = window_key(request.POST.get("window"))
        mine: dict[str, Any] = {"story_id": self.real_page_record.pk, "person_id": request.user.pk}
        window = OpenEditor.objects.filter(key=key, **mine).first() if key else None
        if window is None and request.POST.get("loaded_revision_id", "").isdigit():
            # A form without a number, or one from long ago: measured against the version it was loaded from. Where
            # that was written over since, nothing is known, and each difference is shown.
            loaded = self.real_page_record.revisions.filter(pk=request.POST["loaded_revision_id"]).first()
            since = request.POST.get("loaded_revision_created_at", "")
            same = loaded is not None and loaded.created_at.isoformat() == since
            content = without_notes(loaded.content) if same else {}
            window = OpenEditor(content=content, held_at=clock.now(), **mine)
        return window

    @cached_property
    def is_behind(self) -> bool:
        """Whether the story's text is another than what the window showed before its own changes."""
        return bool(self.changed_meanwhile)

    @cached_property
    def changed_meanwhile(self) -> list[str]:
        base = self.window.content if self.window else self.theirs
        theirs = keep_untouched(base=base, mine=self.theirs)
        names = {one for one in {**base, **theirs} if one not in NOT_TEXT and base.get(one) != theirs.get(one)}
        # In the order of the story's own fields: PostgreSQL keeps the names of a JSON object in one of its own.
        own = [field.name for field in StoryPage._meta.get_fields()]
        return [name for name in own if name in names] + sorted(names.difference(own))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        latest = self.latest_revision
        overwrite = request.POST.get("overwrite_revision_id")
        if overwrite and (latest is None or overwrite != str(latest.pk)):
            # The window's own version is no longer the latest: what is saved now becomes a version of its own.
            posted = request.POST.copy()
            del posted["overwrite_revision_id"]
            request.POST = posted  # type: ignore[assignment]  # Django's own stub wants the one that can't change
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> Any:
        if self.window is None or not self.is_behind:
            response = super().form_valid(form)
            self._hold(form, latest_content(StoryPage.objects.get(pk=self.page.pk)))
            return response
        base = self.window.content
        mine = keep_untouched(base=base, mine=content_of(form.save(commit=False)))
        theirs = keep_untouched(base=base, mine=self.theirs)
        merged = merge(base, mine, theirs)
        if merged.conflicts:
            return self._both_changed(form, self.window, mine, merged)
        form.put_together(self.real_page_record.specific.with_content_json(merged.content))
        response = super().form_valid(form)
        # The window goes on showing its own text, so that is what its next change is measured against.
        self._hold(form, mine)
        return self._told(response, mine, merged)

    def _hold(self, form: Any, content: dict[str, Any]) -> None:
        key = window_key(form.data.get("window"))
        if key is not None:
            hold_text(key=key, story=self.page, person=self.request.user, content=content, now=clock.now())

    @property
    def who(self) -> str:
        revision = self.latest_revision
        user = revision.user if revision is not None else None
        if user is not None and user.pk == self.request.user.pk:
            return _("You, in another window,")
        return str(user) if user is not None else _("Somebody")

    def _told(self, response: Any, mine: dict[str, Any], merged: Merged) -> Any:
        """The answer, with the words that something came in beside what was saved."""
        places = [name for name in self.changed_meanwhile if merged.content.get(name) != mine.get(name)]
        if not places:
            return response
        sentence = _("%(who)s changed the %(what)s meanwhile; both are kept.")
        words = sentence % {"who": self.who, "what": list_of(name_of(name) for name in places)}
        if not self.expects_json_response:
            messages.info(self.request, words)
        elif response.status_code == 200:
            answer = {**json.loads(response.content), "meanwhile": {"words": words, "button": _("Show the whole text")}}
            return JsonResponse(answer)
        return response

    def _both_changed(self, form: Any, window: OpenEditor, mine: dict[str, Any], merged: Merged) -> Any:
        request = self.request
        if window._state.adding:
            key = window_key(form.data.get("window")) or window.key
            if OpenEditor.objects.filter(pk=key).exists():
                key = window.key  # somebody else's window, whose text is left alone
            hold_text(key=key, story=self.page, person=request.user, content=window.content, now=clock.now())
            window = OpenEditor.objects.get(pk=key)
        keep_waiting(window=window, content=mine, now=clock.now())
        address = reverse("both_texts", args=[window.story_id, window.pk])
        places = list_of(dict.fromkeys(name_of(one.field) for one in merged.conflicts))
        sentence = _(
            "%(who)s changed the same %(what)s. Nothing is lost: your text is kept, and waits for you to choose."
        )
        words = sentence % {"who": self.who, "what": places}
        if not self.expects_json_response:
            messages.warning(request, words)
            return redirect(address)
        answer = {
            "success": False,
            # The one code after which Wagtail's autosave shows our words and goes on trying.
            "error_code": "validation_error",
            "error_message": words,
            "both_texts": {"words": words, "button": _("See both texts"), "address": address},
        }
        return JsonResponse(answer, status=409)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().get(request, *args, **kwargs)
        if not self.hydrate_create_view:
            remember(self, latest_content(self.page))
        return response


class StoryRevertView(QuietPing, RevisionsRevertView):
    """The editor with an earlier version in it: what is saved from it replaces what is the latest now."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().get(request, *args, **kwargs)
        remember(self, latest_content(StoryPage.objects.get(pk=self.page.pk)))
        return response


class StoryCreateView(CreateView):
    """The editor of a story that is not there yet; from its first save on it is measured like any other.

    A window makes one story, however often its form is sent here: a click that comes while the first save is under
    way, or a save whose answer was lost, goes on with the story that is there.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            parent = kwargs.get("parent_page_id") or args[-1]
            lock_section(section_id=parent)
            key = window_key(request.POST.get("window"))
            made = OpenEditor.objects.filter(key=key, person_id=request.user.pk).first() if key else None
            if made is None:
                return super().dispatch(request, *args, **kwargs)
            response = StoryEditView.as_view(knows_no_rows=True)(request, page_id=made.story_id)
        return self._moved(response, made.story_id) if self.expects_json_response else response

    def _moved(self, response: Any, story_id: int) -> Any:
        """The answer, with the address at which the story is from now on."""
        address = reverse("wagtailadmin_pages:edit", args=[story_id])
        answer = {"url": address, "hydrate_url": f"{address}?_w_hydrate_create_view=1", **json.loads(response.content)}
        return JsonResponse(answer, status=response.status_code)

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        remember(self, latest_content(StoryPage.objects.get(pk=self.page.pk)))
        return response


def remember(view: Any, content: dict[str, Any]) -> None:
    """The form that `view` shows has been handed out with `content` in it."""
    form = view.form
    key = window_key(form.data.get("window") if form.is_bound else form.initial.get("window"))
    if key is not None:
        hold_text(key=key, story=view.page, person=view.request.user, content=content, now=clock.now())
