"""The embargo in Wagtail's editor: said plainly above the story, and a button that leads to its screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from standfirst.stories.models import Embargo, StoryPage
from standfirst.stories.views.embargoes import embargo, in_words


@hooks.register("register_admin_urls")
def embargo_urls() -> list[URLPattern]:
    return [path("stories/<int:story_id>/embargo/", embargo, name="embargo_story")]


@hooks.register("register_permissions")
def embargo_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="stories", codename="lift_embargo")


@hooks.register("register_page_header_buttons")
def embargo_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the page's menu of actions, for stories that are not public."""
    if isinstance(page.specific_deferred, StoryPage) and not page.live and page.permissions_for_user(user).can_edit():
        yield Button(
            gettext_lazy("Embargo"), url=reverse("embargo_story", args=[page.pk]), icon_name="time", priority=60
        )


@hooks.register("before_edit_page")
def say_embargoed(request: HttpRequest, page: Any) -> None:
    standing = Embargo.of(page.pk) if isinstance(page, StoryPage) and request.method == "GET" else None
    if standing is not None:
        words = _("Embargoed until %(moment)s. %(reason)s") % {
            "moment": in_words(standing.embargoed_until),
            "reason": standing.reason,
        }
        messages.warning(request, words)
