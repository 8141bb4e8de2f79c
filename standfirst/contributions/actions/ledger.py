"""The only place that writes the ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from standfirst.contributions.bookkeeping import Account, Disagreement
from standfirst.contributions.models import Pledge, Transfer
from standfirst.contributions.money import Money


@transaction.atomic
def transfer(
    *,
    cause: str,
    book: str,
    from_account: Account,
    to_account: Account,
    money: Money,
    occurred_at: datetime,
    now: datetime,
    pledge: Pledge | None = None,
) -> tuple[Transfer, bool]:
    """Move `money` from one account to another, once per `cause`; True if it was written now.

    A repeat changes nothing. The same cause with another amount or other accounts raises Disagreement.
    """
    told = {
        "book": book,
        "from_account": from_account,
        "to_account": to_account,
        "amount_minor": money.minor,
        "currency": money.currency,
        "pledge": pledge,
        "occurred_at": occurred_at,
    }
    line, is_new = Transfer.objects.get_or_create(cause=cause, defaults={**told, "written_at": now})
    if any(getattr(line, name) != value for name, value in told.items()):
        raise Disagreement(f"{cause} is in the ledger with {line.money} from {line.from_account} to {line.to_account}")
    return line, is_new
