"""Addresses that are still free: made from words, with the first number behind them that nobody has."""

from __future__ import annotations

from itertools import chain, count
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

LONGEST = 80


def address_from(words: str, *, otherwise: str, longest: int = LONGEST) -> str:
    """The last part of an address, made from `words`; `otherwise` where nothing of them can stand in one."""
    return slugify(words)[:longest].strip("-") or otherwise


def first_free(wanted: str, *, among: Any) -> str:
    """`wanted`, or `wanted` with the first number behind it, that none of the rows `among` has as its slug."""
    taken = set(among.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(one for one in chain([wanted], (f"{wanted}-{number}" for number in count(2))) if one not in taken)


def pages_below(parent: Page) -> Any:
    """Asked of the tree itself: a page that was fetched earlier may not know of its latest children."""
    return Page.objects.child_of(parent).order_by()
