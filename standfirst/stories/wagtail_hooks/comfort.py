"""The story editor's views in place of Wagtail's, and the addresses that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join, json_script
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button

from standfirst.stories.models import StoryPage
from standfirst.stories.views.both_texts import both_texts
from standfirst.stories.views.editing import StoryCreateView, StoryEditView, StoryRevertView
from standfirst.stories.views.pasting import paste_manuscript, pasted_blocks
from standfirst.stories.views.pinging import story_editing_ping


class StoryViewSet(PageViewSet):
    """Wagtail's screens for stories, with an editor in which the later save never replaces the earlier."""

    model = StoryPage
    add_view_class = StoryCreateView
    edit_view_class = StoryEditView
    revisions_revert_view_class = StoryRevertView


@hooks.register("register_admin_viewset")
def story_views() -> PageViewSet:
    return StoryViewSet()


@hooks.register("register_admin_urls")
def comfort_urls() -> list[URLPattern]:
    return [
        path("stories/<int:story_id>/ping/<int:session_id>/", story_editing_ping, name="story_editing_ping"),
        path("stories/<int:story_id>/paste/", paste_manuscript, name="paste_manuscript"),
        path("stories/pasted/", pasted_blocks, name="pasted_blocks"),
        path("stories/<int:story_id>/both/<uuid:key>/", both_texts, name="both_texts"),
    ]


@hooks.register("insert_global_admin_css")
def desk_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("stories/desk.css"))


@hooks.register("insert_editor_js")
def desk_script() -> str:
    """What keeps the text in the browser, with its words in the desk's language."""
    words = {
        "keptHere": _("Your text is kept in this browser, and is saved as soon as that works again."),
        "found": _("A text of %s that could not be saved is kept in this browser."),
        "bringBack": _("Bring it back"),
        "throwAway": _("Throw it away"),
        "stillAway": _("It can't be saved yet; it stays in this browser."),
    }
    pasting = {
        "address": reverse("pasted_blocks"),
        "takeBack": _("Take it back"),
        "takenBack": _("What was pasted is taken back."),
        "changed": _("It was changed since, and stays."),
    }
    scripts = [(static(f"stories/{name}.js"),) for name in ("every-word", "desk", "paste-blocks")]
    return (
        json_script(words, "standfirst-desk-words")
        + json_script(pasting, "standfirst-paste-words")
        + format_html_join("", '<script type="module" src="{}"></script>', scripts)
    )


@hooks.register("register_page_header_buttons")
def paste_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of actions of a story, for those who may edit it."""
    if isinstance(page.specific_deferred, StoryPage) and page.permissions_for_user(user).can_edit():
        address = reverse("paste_manuscript", args=[page.pk])
        yield Button(_("Paste a manuscript"), url=address, icon_name="clipboard-list", priority=59)
