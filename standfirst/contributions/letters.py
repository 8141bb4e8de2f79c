"""The letter of the contributions desk: a receipt."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from standfirst.accounts.actions.letters import write_letter
from standfirst.contributions.models import Book, Interval, Pledge, Transfer


def send_receipt(*, line: Transfer, pledge: Pledge, payment_id: str, now: datetime) -> None:
    """One receipt per payment, however often this is called; over the amount in the ledger, not the one pledged."""
    text = render_to_string(
        "contributions/letters/receipt.txt",
        {
            "pledge": pledge,
            "amount": str(line.money),
            "received_at": line.occurred_at,
            "again": pledge.interval != Interval.ONCE,
            "no_money_moved": line.book == Book.DEMO,
            "paper": settings.PAPER_NAME,
            "base_url": settings.BASE_URL,
        },
    )
    write_letter(
        purpose=f"receipt:{payment_id}",
        recipient=pledge.email,
        subject=_("Your receipt: %(amount)s for %(paper)s") % {"amount": line.money, "paper": settings.PAPER_NAME},
        text=text,
        now=now,
    )
