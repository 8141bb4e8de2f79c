"""The desk's first page: what waits for whoever has come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel, UserObjectsInWorkflowModerationPanel
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from standfirst.stories.models import SectionPage, StoryPage
from standfirst.stories.views.asking import ask_correction, settle_correction
from standfirst.stories.worklists import worklists_of

# What our lists say better, and with more of it.
REPLACED = (RecentEditsPanel, UserObjectsInWorkflowModerationPanel)


class WorklistsPanel(Component):
    """All lists of the person who looks."""

    name = "worklists"
    order = 50
    template_name = "stories/desk/worklists.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        sees_all = policy_registry.get_by_type(StoryPage).user_has_permission(request.user, "publish")
        lists = worklists_of(user=request.user, sees_all=sees_all)
        return {
            "lists": lists,
            "empty": [one.title for one in lists if not one.rows],
            "new_story": _way_to_a_new_story(request.user),
            "request": request,
        }


def _way_to_a_new_story(user: Any) -> str:
    """To the first section they may add to; without one to the explorer, where they see what they may do."""
    for section in SectionPage.in_order():
        if section.permissions_for_user(user).can_add_subpage():
            return reverse("wagtailadmin_pages:add", args=["stories", "storypage", section.pk])
    return reverse("wagtailadmin_explore_root")


@hooks.register("construct_homepage_panels")
def panels_of_the_desk(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [WorklistsPanel(), *(one for one in panels if not isinstance(one, REPLACED))]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and pictures there are helps nobody at work."""
    items.clear()


@hooks.register("register_admin_urls")
def asking_urls() -> list[URLPattern]:
    return [
        path("stories/<int:story_id>/ask-correction/", ask_correction, name="ask_correction"),
        path("stories/requests/<int:request_id>/settle/", settle_correction, name="settle_correction"),
    ]


@hooks.register("register_page_header_buttons")
def ask_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of actions of every public story."""
    if page.live and isinstance(page.specific_deferred, StoryPage):
        yield Button(
            _("Ask for a correction"),
            url=reverse("ask_correction", args=[page.pk]),
            icon_name="comment-add",
            priority=60,
        )
