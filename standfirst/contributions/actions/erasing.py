"""What is known of who gave, when somebody's account is closed. The ledger names nobody and stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from standfirst.accounts.personal_data import Leaver, on_closing
from standfirst.contributions.models import DoubleSession, Pledge

AT_ONCE = 50


@on_closing("pledges")
def forget_pledges(*, leaver: Leaver, after: str) -> Iterator[str]:
    """Without money they lose name and address at once; with money when the law allows (`forget_payers`)."""
    theirs = Pledge.objects.filter(email__iexact=leaver.address, forget_payer_at=None)
    for some in batched(list(theirs.annotate(paid_at=Max("transfers__occurred_at"))), AT_ONCE):
        with transaction.atomic():
            for pledge in some:
                forget_or_set_a_date(pledge=pledge, paid_at=pledge.paid_at)
        yield ""


def forget_or_set_a_date(*, pledge: Pledge, paid_at: datetime | None) -> None:
    one = Pledge.objects.filter(pk=pledge.pk)
    if paid_at is None:
        one.update(email="", name="")
    else:
        one.update(forget_payer_at=paid_at + timedelta(days=366 * settings.RECEIPT_YEARS))


@on_closing("checkouts of the double")
def forget_checkouts(*, leaver: Leaver, after: str) -> Iterator[str]:
    found = DoubleSession.objects.filter(email__iexact=leaver.address)
    for some in batched(list(found.values_list("pk", flat=True)), AT_ONCE):
        with transaction.atomic():
            DoubleSession.objects.filter(pk__in=some).update(email="")
        yield ""


def forget_payers(*, now: datetime) -> int:
    """Take name and address from pledges of closed accounts whose time is over; returns how many."""
    return Pledge.objects.filter(forget_payer_at__lt=now).exclude(email="", name="").update(email="", name="")
