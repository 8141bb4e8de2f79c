"""The front in Wagtail's admin: its addresses, and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.stories.models import FrontPage
from standfirst.stories.views.containers import add_front_container, front_container
from standfirst.stories.views.fronts import choose_for_front, front_desk, front_preview, front_story


class FrontMenuItem(MenuItem):
    """Shown to those who may publish the front."""

    def is_shown(self, request: HttpRequest) -> bool:
        front = FrontPage.objects.first()
        return front is not None and bool(front.permissions_for_user(request.user).can_publish())


@hooks.register("register_admin_urls")
def front_urls() -> list[URLPattern]:
    return [
        path("front/", front_desk, name="front_desk"),
        path("front/stories/<int:story_id>/", front_story, name="front_story"),
        path("front/containers/add/", add_front_container, name="add_front_container"),
        path("front/containers/<int:container_id>/", front_container, name="front_container"),
        path("front/containers/<int:container_id>/choose/", choose_for_front, name="choose_for_front"),
        path("front/preview/", front_preview, name="front_preview"),
    ]


@hooks.register("register_admin_menu_item")
def front_menu_item() -> Any:
    return FrontMenuItem(_("Front"), reverse("front_desk"), name="front", icon_name="home", order=110)
