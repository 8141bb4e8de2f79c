"""Asking for embeds, fetching them from their hosts, keeping what came."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce
from standfirst.stories.embedding.addresses import Piece
from standfirst.stories.embedding.answers import Answer
from standfirst.stories.embedding.fetching import Fetched, fetch
from standfirst.stories.embedding.patience import UNDERWAY, next_try
from standfirst.stories.embedding.pictures import Redrawn
from standfirst.stories.embedding.reaching import Manners
from standfirst.stories.embeds import Embed, piece_at
from standfirst.stories.events import EmbedWanted

ASKED_AT_ONCE = 20


@transaction.atomic
def want_embeds(*, addresses: Iterable[str], now: datetime) -> int:
    """A row, and a task to fetch it, for each embed that is not known yet. Returns how many are new.

    Addresses that name nothing at a host on the list are passed over: the editor is told of them when publishing.
    """
    pieces = {piece.address: piece for address in addresses if (piece := piece_at(address))}
    # Held, so that none of them is forgotten as unused before this draft is there to be seen.
    there = Embed.objects.select_for_update().filter(address__in=pieces).order_by("pk")
    known = set(there.values_list("address", flat=True)) if pieces else set()
    new = 0
    for piece in pieces.values():
        if piece.address not in known:
            new += _want(piece, now)
    return new


def _want(piece: Piece, now: datetime) -> bool:
    # A host that can't be asked without an account is asked nothing: its address is all there is.
    asked = bool(piece.question)
    embed, is_new = Embed.objects.get_or_create(
        address=piece.address,
        defaults={
            "host": piece.host.key,
            "state": Embed.State.WAITING if asked else Embed.State.READY,
            "fetched_at": None if asked else now,
            "next_try_at": now + UNDERWAY if asked else None,
        },
    )
    if is_new and asked:
        announce(EmbedWanted(embed_id=embed.pk))
    return is_new


@transaction.atomic
def ask_for_due_embeds(*, now: datetime) -> int:
    """Ask again for what is due: refreshes, and what failed or was lost on the way. Returns how many."""
    due = Embed.objects.filter(next_try_at__lte=now).order_by("next_try_at")[:ASKED_AT_ONCE]
    found = list(due.values_list("pk", flat=True))
    if found:
        Embed.objects.filter(pk__in=found).update(next_try_at=now + UNDERWAY)
    for pk in found:
        announce(EmbedWanted(embed_id=pk))
    return len(found)


def fetch_embed(*, embed_id: int, now: datetime, manners: Manners | None = None) -> bool:
    """Ask the host of one embed and keep what it says; outside any transaction while it waits. Says whether it came.

    An embed whose host has left the list since is not asked for any more, and keeps what it has.
    """
    embed = Embed.objects.filter(pk=embed_id).first()
    piece = piece_at(embed.address) if embed else None
    if embed is None or piece is None or not piece.question:
        Embed.objects.filter(pk=embed_id).update(next_try_at=None)
        return False
    fetched = fetch(piece, manners=manners)
    keep_fetched(embed_id=embed_id, fetched=fetched, now=now)
    return fetched.answer is not None


@transaction.atomic
def keep_fetched(*, embed_id: int, fetched: Fetched, now: datetime) -> None:
    """Write down what a try has brought. A failure never takes away what came before; a change purges its pages."""
    embed = Embed.objects.select_for_update().filter(pk=embed_id).first()
    if embed is None:
        return
    if fetched.answer is None:
        _note_failure(embed, fetched.reason, now)
        return
    before = _seen(embed)
    _take_over(embed, fetched.answer)
    if fetched.picture is not None:
        _keep_picture(embed, fetched.picture)
    embed.state = Embed.State.READY
    embed.reason = ""
    embed.tries = 0
    embed.fetched_at = now
    embed.next_try_at = next_try(tries=0, ever_came=True, now=now)
    embed.save()
    if _seen(embed) != before:
        purge_on_commit(f"embed:{embed.pk}")


def _note_failure(embed: Embed, reason: str, now: datetime) -> None:
    embed.tries += 1
    embed.reason = reason[:200]
    if embed.state != Embed.State.READY:
        embed.state = Embed.State.FAILED
    ever_came = embed.state == Embed.State.READY
    embed.next_try_at = next_try(tries=embed.tries, ever_came=ever_came, now=now)
    embed.save(update_fields=["tries", "reason", "state", "next_try_at"])


def _take_over(embed: Embed, answer: Answer) -> None:
    embed.title = answer.title
    embed.author = answer.author
    embed.author_address = answer.author_address
    embed.text = answer.text
    embed.width = answer.width
    embed.height = answer.height


def _keep_picture(embed: Embed, picture: Redrawn) -> None:
    name = f"{embed.pk}-{hashlib.sha256(picture.data).hexdigest()[:24]}"
    old = embed.picture.name or ""
    # The storage may have put something behind the name.
    if old.startswith(f"images/embeds/{name}"):
        return
    embed.picture.save(f"{name}.webp", ContentFile(picture.data), save=False)
    embed.picture_width, embed.picture_height = picture.width, picture.height
    if old:
        storage = embed.picture.storage
        transaction.on_commit(lambda: storage.delete(old))


def _seen(embed: Embed) -> tuple[object, ...]:
    """What readers see of it."""
    return (embed.title, embed.author, embed.text, embed.picture.name, embed.width, embed.height)
