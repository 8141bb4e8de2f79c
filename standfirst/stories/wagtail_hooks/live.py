"""The live desk in Wagtail's admin: its addresses, the way there from a story, and why its story can't be deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from standfirst.stories.models import LiveBlog, StoryPage
from standfirst.stories.views import live_desk


@hooks.register("register_admin_urls")
def live_urls() -> list[URLPattern]:
    story, entry = "stories/<int:story_id>/live/", "stories/<int:story_id>/live/<int:entry_id>/"
    return [
        path(story, live_desk.live_desk, name="live_desk"),
        path(f"{story}state/", live_desk.live_state, name="live_state"),
        path(entry, live_desk.change_live_entry, name="change_live_entry"),
        path(f"{entry}mark/", live_desk.mark_live_entry, name="mark_live_entry"),
        path(f"{entry}remove/", live_desk.remove_live_entry, name="remove_live_entry"),
    ]


@hooks.register("register_page_header_buttons")
def live_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In a story's menu of actions, for those who may publish it."""
    if isinstance(page.specific_deferred, StoryPage) and page.permissions_for_user(user).can_publish():
        yield Button(_("Live blog"), url=reverse("live_desk", args=[page.pk]), icon_name="radio-full", priority=60)


@hooks.register("before_delete_page")
def keep_live_blogs(request: HttpRequest, page: Any) -> HttpResponse | None:
    """What happened in a live blog is kept, so its story is withdrawn and not deleted."""
    if not LiveBlog.objects.filter(story__path__startswith=page.path).exists():
        return None
    messages.error(request, gettext("A live blog keeps its history and can't be deleted. Withdraw the story instead."))
    return redirect("wagtailadmin_pages:edit", page.pk)
