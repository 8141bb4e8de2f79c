"""Writing an ask, and telling the pages when one has changed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from standfirst.contributions.models import Ask
from standfirst.contributions.money import Money
from standfirst.edge.purging import purge_on_commit

ASK_TAG = "ask"


@transaction.atomic
def put_ask(*, heading: str, words: str, amounts: Sequence[Money], signature: str = "", button: str = "") -> Ask:
    """A new ask, at once in force in place of the one before it. Raises ValidationError.

    The amounts are of one currency, which becomes the ask's.
    """
    Ask.objects.filter(active=True).update(active=False)
    ask = Ask(
        heading=heading,
        words=words,
        signature=signature,
        button=button,
        currency=amounts[0].currency if amounts else "EUR",
        amounts=" ".join(money.plain for money in amounts),
        active=True,
    )
    ask.full_clean()
    ask.save()
    return ask


def say_ask_changed() -> None:
    """Every page that carries an ask, or could, is fetched anew."""
    with transaction.atomic():
        purge_on_commit(ASK_TAG)
