"""What is asked of sites elsewhere, their pages and their keys."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, QuerySet, Sum

from standfirst.accounts.signed_tokens import Key
from standfirst.comments.elsewhere.addresses import BadAddress, canonical, clean_title, origin_of
from standfirst.comments.elsewhere.tables import OutsideSite
from standfirst.comments.threads import OutsidePage, Thread

PAGES_ON_A_SCREEN = 50


def tag_of(address: str) -> str:
    """The cache tag of a page elsewhere, which it has before it has a thread."""
    return f"elsewhere:{hashlib.sha256(address.encode()).hexdigest()[:20]}"


def tag_of_site(site_id: int) -> str:
    return f"elsewhere-site:{site_id}"


def active_site(reference: str) -> OutsideSite:
    """With its origins. Raises OutsideSite.DoesNotExist, also for one that is switched off."""
    return OutsideSite.objects.prefetch_related("origins").get(reference=reference, is_active=True)


def address_at(*, site: OutsideSite, address: str) -> str:
    """The address as it is kept, if it is one of the site's. Raises BadAddress.

    One by http is taken for the same by https where the site is known by that.
    """
    found = canonical(address)
    if site.has_origin(origin_of(found)):
        return found
    secure = canonical(f"https{found.removeprefix('http')}") if found.startswith("http:") else ""
    if not secure or not site.has_origin(origin_of(secure)):
        raise BadAddress
    return secure


def keys_at(*, site: OutsideSite, now: datetime) -> list[Key]:
    """With which the site may sign at this moment."""
    return [one.key for one in site.keys.order_by("pk") if one.holds_at(now)]


def page_at(*, site: OutsideSite, address: str) -> OutsidePage:
    """The page with its thread, which are not kept yet where nobody has commented. Its `live` says if it is public."""
    found = OutsidePage.objects.select_related("thread").filter(address=address).first()
    if found is not None and hasattr(found, "thread"):
        return found
    page = found or OutsidePage(
        site=site, address=address, title=clean_title("", address=address), comments_mode=site.comments_mode
    )
    page.thread = Thread(outside_page=page)
    return page


def counts_at(*, site: OutsideSite, addresses: Sequence[str]) -> dict[str, tuple[int, int]]:
    """By address, of the pages that have any, the thread and the number of published comments."""
    rows = Thread.objects.filter(outside_page__site=site, outside_page__live=True, outside_page__address__in=addresses)
    return {
        address: (thread_id, count)
        for address, thread_id, count in rows.values_list("outside_page__address", "pk", "comment_count")
    }


def sites_with_figures() -> QuerySet[OutsideSite]:
    """All sites, each with its pages and their comments counted."""
    counted = OutsideSite.objects.annotate(
        page_count=Count("pages", distinct=True), comment_sum=Sum("pages__thread__comment_count")
    )
    return counted.prefetch_related("origins").order_by("-is_active", "name", "pk")


def pages_of(*, site: OutsideSite, before: str) -> tuple[list[OutsidePage], str]:
    """Pages of a site with their threads, those that came last first, and the cursor of the next, empty at the end."""
    pages = OutsidePage.objects.filter(site=site).select_related("thread").order_by("-pk")
    if before.isascii() and before.isdigit() and len(before) < 19:
        pages = pages.filter(pk__lt=int(before))
    found = list(pages[: PAGES_ON_A_SCREEN + 1])
    more = len(found) > PAGES_ON_A_SCREEN
    return found[:PAGES_ON_A_SCREEN], str(found[PAGES_ON_A_SCREEN - 1].pk) if more else ""
