"""One page of a list, or 404."""

from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest


def page_of(request: HttpRequest, items: Any, *, length: int) -> Page[Any]:
    """The page that `?page=` names, the first without it. What is no page of this list is a 404, never an error."""
    try:
        return Paginator(items, length).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404(str(error)) from error
