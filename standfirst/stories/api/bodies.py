"""A story's body as HTML for other sites: what readers of ours get, with addresses that lead here from anywhere."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest
from lxml import html

from standfirst.stories.models import StoryPage

ADDRESSES = ("href", "src", "cite", "poster")


def tell_body(request: HttpRequest, story: StoryPage, *, root: str) -> list[dict[str, Any]]:
    """Each block with its type and its HTML, made by the templates of the page and nothing else."""
    context = {"request": request, "page": story}
    return [
        {"id": block.id or "", "type": block.block_type, "html": whole_addresses(block.render(context), root=root)}
        for block in story.body
    ]


def whole_addresses(markup: str, *, root: str) -> str:
    """`markup` with every address in it told with its host."""
    if not markup.strip():
        return ""
    holder = html.fragment_fromstring(markup, create_parent="div")
    for element in holder.iter():
        for name in ADDRESSES:
            value = element.get(name)
            if value is not None and not value.startswith("#"):
                element.set(name, urljoin(root, value))
        candidates = element.get("srcset")
        if candidates:
            element.set("srcset", re.sub(r"(^|,\s*)(/[^\s,]+)", lambda one: one[1] + urljoin(root, one[2]), candidates))
    inner = holder.text or ""
    return (inner + "".join(html.tostring(child, encoding="unicode") for child in holder)).strip()
