"""The way to the desk, for those who may edit the story they are reading."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string

from standfirst.stories.models import StoryPage
from standfirst.web.personal import PersonalBit, personal_bits


@personal_bits
def desk_link(request: HttpRequest) -> Iterator[PersonalBit]:
    story = StoryPage.objects.filter(pk=_number(request.GET.get("page"))).first()
    if story is not None and story.permissions_for_user(request.user).can_edit():
        yield PersonalBit("#desk-link", render_to_string("stories/parts/desk_link.html", {"story": story}))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 15 else 0
