"""Conversations on pages of other systems: begun with their first comment, or vouched for by the site that has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from standfirst.accounts.models import User
from standfirst.accounts.signed_tokens import Page, TokenRefused, read_page
from standfirst.comments.actions.posting import CommentsClosed, post_comment
from standfirst.comments.elsewhere.addresses import BadAddress, clean_title
from standfirst.comments.elsewhere.queries import address_at, keys_at, tag_of
from standfirst.comments.models import Comment, OutsidePage, OutsideSite, Thread
from standfirst.edge.purging import purge_on_commit


class PageNotVouchedFor(Exception):
    """The site has conversations only on pages that it has signed for, and this is none."""


@dataclass(frozen=True)
class Whereabouts:
    """What a request says of the page it is about. `token` is the site's signature for it, where it has one."""

    address: str
    title: str = ""
    token: str = ""


@transaction.atomic
def post_elsewhere(
    *,
    site: OutsideSite,
    page: Whereabouts,
    author: User,
    body: str,
    now: datetime,
    parent_id: int | None = None,
    posting_key: str = "",
    insists: bool = False,
) -> Comment:
    """A comment on a page of `site`, whose thread is made with the first. A refused comment leaves no page behind.

    Raises what `post_comment` raises, BadAddress, and PageNotVouchedFor.
    """
    thread = open_thread_elsewhere(site=site, page=page, now=now)
    return post_comment(
        thread_id=thread.pk,
        author=author,
        body=body,
        parent_id=parent_id,
        posting_key=posting_key,
        insists=insists,
        now=now,
    )


@transaction.atomic
def open_thread_elsewhere(*, site: OutsideSite, page: Whereabouts, now: datetime) -> Thread:
    """The thread of a page, made if there is none. What the site has signed of a title takes an unsigned one's place.

    Raises BadAddress for what is no page of the site, PageNotVouchedFor, and CommentsClosed for a new page of a site
    that takes no comments.
    """
    address = address_at(site=site, address=page.address)
    signed = vouched_for(site=site, page=page, address=address, now=now)
    found = OutsidePage.objects.filter(address=address).first()
    if found is None:
        if site.pages_by == OutsideSite.PagesBy.KEY and signed is None:
            raise PageNotVouchedFor
        if site.comments_mode == "closed":
            raise CommentsClosed
        title = clean_title(signed.title if signed else page.title, address=address)
        made = {"site": site, "title": title, "comments_mode": site.comments_mode, "first_seen_at": now}
        found, _ = OutsidePage.objects.get_or_create(
            address=address, defaults={**made, "is_vouched_for": signed is not None}
        )
    elif found.site_id != site.pk:
        # An origin has become another site's, and its pages with it.
        found.site = site
        found.save(update_fields=["site"])
    if signed is not None and not found.is_vouched_for:
        found.title, found.is_vouched_for = clean_title(signed.title, address=address), True
        found.save(update_fields=["title", "is_vouched_for"])
        purge_on_commit(tag_of(address))
    thread, is_new = Thread.objects.get_or_create(outside_page=found)
    if is_new:
        # Until now the page was shown without one.
        purge_on_commit(tag_of(address))
    return thread


def vouched_for(*, site: OutsideSite, page: Whereabouts, address: str, now: datetime) -> Page | None:
    """What the site has signed of this page; None where it has signed nothing, or for another page."""
    if not page.token:
        return None
    keys = keys_at(site=site, now=now)
    try:
        signed = read_page(page.token, keys=keys, issuer=site.issuer, audience=site.audience, now=now)
        return signed if address_at(site=site, address=signed.address) == address else None
    except (TokenRefused, BadAddress):
        return None
