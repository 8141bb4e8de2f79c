"""Who else has a story open: as Wagtail tells it, but nobody is warned that saving replaces their version."""

from __future__ import annotations

import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from wagtail.admin.views.editing_sessions import ping

TELEPORTED = re.compile(r"<template data-controller=\"w-teleport\".*?</template>", re.DOTALL)


class QuietPing:
    """For editors: the form asks after others at an address of ours."""

    def get_editing_sessions(self) -> Any:
        module = super().get_editing_sessions()  # type: ignore[misc]  # Wagtail's view stands behind
        module.ping_url = ping_address(self.page.pk, module.current_session.pk)  # type: ignore[attr-defined]
        return module


def ping_address(story_id: int, session_id: int) -> str:
    return reverse("story_editing_ping", args=[story_id, session_id])


def story_editing_ping(request: HttpRequest, story_id: int, session_id: int) -> HttpResponse:
    """Who else is here, as Wagtail tells it, without its warning that saving replaces their version: it does not."""
    response: HttpResponse = ping(request, "wagtailcore", "page", str(story_id), session_id)
    if response.status_code != 200:
        return response
    answer = json.loads(response.content)
    answer["ping_url"] = ping_address(story_id, answer["session_id"])
    answer["html"] = TELEPORTED.sub("", answer["html"])
    for session in answer["other_sessions"]:
        session["revision_id"] = None
    return JsonResponse(answer)
