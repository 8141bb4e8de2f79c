"""Sites elsewhere: which there are, where their pages stand, how they sign, and single pages of theirs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from standfirst.accounts.actions.bearing import revoke_for_audience
from standfirst.accounts.signed_tokens import Algorithm, check_material
from standfirst.comments.elsewhere.addresses import clean_title, read_origin
from standfirst.comments.elsewhere.queries import tag_of, tag_of_site
from standfirst.comments.models import OutsideKey, OutsideOrigin, OutsidePage, OutsideSite, Thread
from standfirst.edge.purging import purge_on_commit


class OriginTaken(Exception):
    """An origin belongs to another site already; the argument names it."""


class IssuerTaken(Exception):
    """Another site signs under this name already."""


class KeyIdTaken(Exception):
    """The site has a key with this id."""


SiteSettings = dict[str, Any]
"""The columns of OutsideSite that the desk sets, by name."""


@transaction.atomic
def add_site(*, origins: Collection[str], settings: SiteSettings, now: datetime) -> OutsideSite:
    """A new site, active at once. Raises BadAddress, OriginTaken, IssuerTaken."""
    site = _saved(OutsideSite(made_at=now, **settings))
    _set_origins(site=site, origins=origins, now=now)
    return site


@transaction.atomic
def change_site(*, site_id: int, origins: Collection[str], settings: SiteSettings, now: datetime) -> OutsideSite:
    """What is said about a site. Pages that were as the site was follow it when it opens or closes.

    Bearers for an origin that is no longer the site's hold no more, nor any where it is switched off; and what the edge
    holds is thrown away. Raises BadAddress, OriginTaken, IssuerTaken.
    """
    site = OutsideSite.objects.select_for_update().get(pk=site_id)
    before = site.comments_mode
    for name, value in settings.items():
        setattr(site, name, value)
    _saved(site)
    followed = OutsidePage.objects.filter(site=site, comments_mode=before)
    changed = list(Thread.objects.filter(outside_page__in=followed).values_list("pk", flat=True))
    if before != site.comments_mode:
        followed.update(comments_mode=site.comments_mode)
        purge_on_commit(*(f"thread:{one}" for one in changed))
    _set_origins(site=site, origins=origins, now=now)
    if not site.is_active:
        for one in site.origins.all():
            revoke_for_audience(audience=one.origin, at=now)
    purge_on_commit(tag_of_site(site.pk), drop=True)
    return site


def _saved(site: OutsideSite) -> OutsideSite:
    try:
        with transaction.atomic():
            site.save()
    except IntegrityError as error:
        raise IssuerTaken from error
    return site


def _set_origins(*, site: OutsideSite, origins: Collection[str], now: datetime) -> None:
    wanted = {read_origin(one) for one in origins}
    for gone in site.origins.exclude(origin__in=wanted):
        revoke_for_audience(audience=gone.origin, at=now)
        gone.delete()
    for origin in sorted(wanted - set(site.origins.values_list("origin", flat=True))):
        try:
            with transaction.atomic():
                OutsideOrigin.objects.create(site=site, origin=origin)
        except IntegrityError as error:
            raise OriginTaken(origin) from error


@transaction.atomic
def add_key(
    *,
    site_id: int,
    kid: str,
    algorithm: str,
    material: str,
    valid_from: datetime,
    valid_until: datetime | None = None,
) -> OutsideKey:
    """A key with which the site may sign, beside those that hold already. Raises BadKey, KeyIdTaken."""
    kept = check_material(material, algorithm=Algorithm(algorithm))
    try:
        with transaction.atomic():
            return OutsideKey.objects.create(
                site_id=site_id,
                kid=kid,
                algorithm=algorithm,
                material=kept,
                valid_from=valid_from,
                valid_until=valid_until,
            )
    except IntegrityError as error:
        raise KeyIdTaken from error


@transaction.atomic
def end_key(*, site_id: int, key_id: int, until: datetime) -> None:
    """The key holds until then and no longer. One that has not begun is taken away; one that ended before stays so."""
    key = OutsideKey.objects.select_for_update().filter(site=site_id, pk=key_id).first()
    if key is None or (key.valid_until is not None and key.valid_until <= until):
        return
    if key.valid_from >= until:
        key.delete()
        return
    key.valid_until = until
    key.save(update_fields=["valid_until"])


@transaction.atomic
def change_page(*, page_id: int, title: str, comments_mode: str, live: bool) -> OutsidePage:
    """What the desk says of one page. One that is not live is shown nowhere, with all that was said there."""
    page = OutsidePage.objects.select_for_update().get(pk=page_id)
    page.title, page.is_vouched_for = clean_title(title, address=page.address), True
    page.comments_mode, page.live = comments_mode, live
    page.save(update_fields=["title", "is_vouched_for", "comments_mode", "live"])
    thread_ids = Thread.objects.filter(outside_page=page).values_list("pk", flat=True)
    purge_on_commit(tag_of(page.address), *(f"thread:{one}" for one in thread_ids), drop=not live)
    return page
