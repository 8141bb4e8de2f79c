"""What moved leaves word at its old address."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from standfirst.stories.models import Contributor, SearchEntry, Topic


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


def follow_move(*, page_id: int, parent_id: int) -> None:
    """A story that was moved is found in its new section; other pages are not found by words."""
    SearchEntry.objects.filter(story=page_id).update(section=parent_id)
