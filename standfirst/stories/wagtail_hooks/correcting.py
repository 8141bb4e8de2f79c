"""The correction lane in Wagtail's editor: said plainly where an update waits, and a button to the live text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from standfirst.stories.actions.correcting import DISCARD_ACTION, LOG_ACTION
from standfirst.stories.models import StoryPage, WaitingUpdate
from standfirst.stories.views.correcting import correct, discard, settle
from standfirst.stories.views.embargoes import in_words


@hooks.register("register_log_actions")
def correcting_in_the_history(actions: LogActionRegistry) -> None:
    actions.register_action(LOG_ACTION, gettext_lazy("Correct"), gettext_lazy("Corrected, with a note for readers"))
    actions.register_action(
        DISCARD_ACTION, gettext_lazy("Discard update"), gettext_lazy("Discarded the waiting update")
    )


@hooks.register("register_admin_urls")
def correcting_urls() -> list[URLPattern]:
    return [
        path("stories/<int:story_id>/correct/", correct, name="correct_story"),
        path("stories/<int:story_id>/settle/", settle, name="settle_story"),
        path("stories/<int:story_id>/discard-update/", discard, name="discard_update"),
    ]


@hooks.register("register_page_header_buttons")
def correct_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the page's menu of actions, for public stories and those who may publish them."""
    if isinstance(page.specific_deferred, StoryPage) and page.live and page.permissions_for_user(user).can_publish():
        address = reverse("correct_story", args=[page.pk])
        yield Button(gettext_lazy("Correct the live text"), url=address, icon_name="strikethrough", priority=59)


@hooks.register("before_edit_page")
def say_waiting(request: HttpRequest, page: Any) -> None:
    """The editor opens what was saved last, which is the waiting update; that is not what readers read."""
    if not isinstance(page, StoryPage) or request.method != "GET":
        return
    waiting = WaitingUpdate.objects.filter(pk=page.pk).first()
    if waiting is None:
        return
    discarding = []
    if page.permissions_for_user(request.user).can_publish():
        discarding = [messages.button(reverse("discard_update", args=[page.pk]), _("Discard the waiting update"))]
    if waiting.is_held:
        words = _("An update is held: what was published since changes the same passages.")
        button = messages.button(reverse("settle_story", args=[page.pk]), _("Look at both texts"))
        messages.warning(request, words, [button, *discarding])
        return
    words = _("An update waits for %(moment)s, and you are looking at that one.")
    button = messages.button(reverse("correct_story", args=[page.pk]), _("Correct the live text instead"))
    messages.info(request, words % {"moment": in_words(waiting.go_live_at)}, [button, *discarding])
