"""The queue in Wagtail's admin: its addresses, its place in the menu, how many wait."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.moderation import desk
from standfirst.moderation.models import WordList


class QueueMenuItem(MenuItem):
    """Shown to those who decide on comments."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("moderation.decide")


class WordListViewSet(SnippetViewSet):
    model = WordList
    icon = "warning"
    add_to_settings_menu = True


register_snippet(WordListViewSet)


@hooks.register("register_admin_urls")
def queue_urls() -> list[URLPattern]:
    return [
        path("queue/", desk.queue, name="moderation_queue"),
        path("queue/<int:item_id>/", desk.item, name="moderation_item"),
    ]


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> Any:
    return QueueMenuItem(
        _("Moderation"), reverse("moderation_queue"), name="moderation", icon_name="comment", order=150
    )
