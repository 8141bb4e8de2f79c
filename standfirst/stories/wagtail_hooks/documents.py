"""Documents are as public as the stories that carry them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import ReferenceIndex

from standfirst.stories.models import StoryPage


@hooks.register("before_serve_document")
def only_with_a_public_story(document: Any, request: HttpRequest) -> None:
    """A document's address can be guessed, so it answers once a public story carries the document, and not before.

    What a story carries is what readers see of it; Wagtail's reference index knows it a moment after publication.
    """
    bearers = ReferenceIndex.get_references_to(document).filter(base_content_type__model="page")
    numbers = [int(number) for number in bearers.values_list("object_id", flat=True)]
    if not StoryPage.objects.visible_to_readers().filter(pk__in=numbers).exists():
        raise Http404
