"""What moved leaves word at its old address."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import batched, chain
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from standfirst.edge.purging import purge_on_commit
from standfirst.stories.models import Contributor, SearchEntry, Topic

AT_ONCE: Final = 500
LONGEST: Final = 255


@transaction.atomic
def leave_word(*, record: Contributor | Topic, old_slug: str) -> None:
    """The old address of a topic or contributor leads to the new one, for good; so do those before it.

    Only redirects that were made by themselves are changed; what somebody set at the desk stays.
    """
    name = "contributor" if isinstance(record, Contributor) else "topic"
    old, new = (Redirect.normalise_path(reverse(name, args=[slug])) for slug in (old_slug, record.slug))
    ours = Redirect.objects.filter(automatically_created=True)
    # The record stands at this address again: a redirect away from it would only wait for it to leave.
    ours.filter(old_path__in=[old, new]).delete()
    address = reverse(name, args=[record.slug])
    ours.filter(redirect_link=reverse(name, args=[old_slug])).update(redirect_link=address)
    if not Redirect.objects.filter(old_path=old).exists():
        Redirect.add_redirect(old, redirect_to=address, automatically_created=True)


@transaction.atomic
def leave_word_of_pages(*, page: Page, stood_at: str) -> None:
    """The address at which `page` was reached, and those of all pages below it, lead to where they are now, for good.

    `stood_at` is the path of the page before, as the tree has it. Also for pages that are down: a withdrawn story tells
    so at its new address. Never for one that was not public yet, nor over a redirect that was set at the desk. Called
    while the pages below still have their old paths.
    """
    places = [one for one in Site.get_site_root_paths() if len(one.root_path) < len(stood_at)]
    place = next((one for one in places if stood_at.startswith(one.root_path)), None)
    if place is None or not page.url_path.startswith(place.root_path):
        return
    purge_on_commit(f"story:{page.pk}")
    moved = Page.objects.filter(first_published_at__isnull=False)
    below = moved.descendant_of(page).filter(url_path__startswith=stood_at)
    itself = [(page.pk, stood_at)] if page.first_published_at is not None else []
    paths = chain(itself, below.order_by().values_list("pk", "url_path").iterator(AT_ONCE))
    for some in batched(paths, AT_ONCE):
        addresses = {Redirect.normalise_path(path[len(place.root_path) - 1 :]): pk for pk, path in some}
        _lead_on({path: pk for path, pk in addresses.items() if len(path) <= LONGEST}, site_id=place.site_id)


def _lead_on(addresses: Mapping[str, int], *, site_id: int) -> None:
    at_this_site = Q(site=site_id) | Q(site=None)
    by_hand = Redirect.objects.filter(at_this_site, old_path__in=addresses, automatically_created=False)
    kept = set(by_hand.values_list("old_path", flat=True))
    Redirect.objects.bulk_create(
        [
            Redirect(old_path=path, site_id=site_id, redirect_page_id=pk, automatically_created=True)
            for path, pk in addresses.items()
            if path not in kept
        ],
        update_conflicts=True,
        unique_fields=["old_path", "site"],
        update_fields=["redirect_page", "redirect_link", "is_permanent"],
    )


def follow_move(*, page_id: int, parent_id: int) -> None:
    """A story that was moved is found in its new section; other pages are not found by words."""
    SearchEntry.objects.filter(story=page_id).update(section=parent_id)
