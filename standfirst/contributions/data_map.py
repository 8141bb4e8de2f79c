"""What the contributions desk holds of a person."""

from __future__ import annotations

from collections.abc import Iterator

from standfirst.accounts.models import User
from standfirst.accounts.personal_data import Fate, Row, in_download, not_personal, personal
from standfirst.contributions.models import Pledge, Transfer

PAID = "Where money came, for STANDFIRST_RECEIPT_YEARS: tax law has a paper know who paid. Else emptied at once."

not_personal("contributions.Ask", "heading words signature button currency amounts", "The paper's own words.")
not_personal("contributions.Pledge", "reference book processor currency interval", "Numbers, and words of ours.")
personal("contributions.Pledge", "email name", Fate.KEPT, why=PAID)
not_personal("contributions.ProcessorEvent", "processor account event_id book kind error", "Names of the processor's.")
personal(
    "contributions.ProcessorEvent",
    "body",
    Fate.KEPT,
    exported=False,
    why="The voucher of the books, as the processor sent it, for good. The double's names nobody.",
)
not_personal("contributions.ProcessorObject", "processor book kind object_id", "Names of the processor's.")
not_personal("contributions.Fact", "name value", "Sums and states, read from events by a list of names.")
not_personal("contributions.Transfer", "cause book from_account to_account currency", "Sums; the ledger names nobody.")
not_personal(
    "contributions.DoubleSession", "token reference currency interval return_url state", "Numbers, and words of ours."
)
personal("contributions.DoubleSession", "email", Fate.EMPTIED, exported=False, why="The pledge tells the same.")
not_personal("contributions.Said", "body", "What the double tells of a payment: numbers and sums.")


@in_download("pledges")
def pledges(person: User) -> Iterator[Row]:
    """Those made with the address of the account, whose owner has proven it."""
    made = Pledge.objects.filter(email__iexact=person.email).order_by("pk")
    columns = ("reference", "amount_minor", "currency", "interval", "email", "name", "created_at")
    yield from made.values(*columns).iterator()


@in_download("contributions")
def contributions(person: User) -> Iterator[Row]:
    moved = Transfer.objects.filter(pledge__email__iexact=person.email).order_by("pk")
    columns = ("pledge__reference", "from_account", "to_account", "amount_minor", "currency", "occurred_at")
    yield from moved.values(*columns).iterator()
