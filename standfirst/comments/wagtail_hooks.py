"""What the comments desk adds to Wagtail: a story that was talked about is not deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from standfirst.comments.models import Comment


@hooks.register("before_delete_page")
def keep_what_was_talked_about(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Comments have a history that is never deleted, so their story stays; it can be withdrawn or unpublished."""
    if not Comment.objects.filter(thread__story__path__startswith=page.path).exists():
        return None
    messages.error(request, _("Readers have commented here, so it can't be deleted. Withdraw or unpublish it instead."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_what_was_talked_about_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    if action_type != "delete":
        return None
    for page in objects:
        answer: HttpResponse | None = keep_what_was_talked_about(request, page) if hasattr(page, "path") else None
        if answer is not None:
            return answer
    return None
