"""Making a pledge, and sending the reader to the processor with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from standfirst.contributions.events import PledgeMade
from standfirst.contributions.models import Interval, Pledge
from standfirst.contributions.money import Money, check_range
from standfirst.contributions.processors import Order, Processor, ProcessorAway
from standfirst.contributions.processors.roster import current
from standfirst.events import announce
from standfirst.stories.models import StoryPage


@dataclass(frozen=True)
class Started:
    """A pledge, and where its checkout is."""

    pledge: Pledge
    checkout_url: str


def start_pledge(
    *,
    money: Money,
    interval: Interval,
    email: str,
    return_url: Callable[[Pledge], str],
    now: datetime,
    name: str = "",
    story: StoryPage | None = None,
) -> Started:
    """Write down what a reader would give, then open the processor's checkout for it.

    The pledge is committed before the processor is called, so that whatever it tells us finds its pledge; the call
    itself stands outside any transaction. `return_url` gives the address the reader comes back to. Raises
    AmountOutOfRange before anything is written, and ProcessorAway, after which the pledge stays and is unpaid.
    """
    check_range(money)
    processor = current()
    if processor is None:
        raise ProcessorAway("There is no processor yet.")
    pledge = _make_pledge(
        processor=processor, money=money, interval=interval, email=email, name=name, story=story, now=now
    )
    order = Order(
        reference=pledge.reference, money=money, interval=interval, email=email, return_url=return_url(pledge)
    )
    return Started(pledge, processor.start(order=order, now=now))


@transaction.atomic
def _make_pledge(
    *,
    processor: Processor,
    money: Money,
    interval: Interval,
    email: str,
    name: str,
    story: StoryPage | None,
    now: datetime,
) -> Pledge:
    pledge = Pledge.objects.create(
        book=processor.book,
        processor=processor.name,
        amount_minor=money.minor,
        currency=money.currency,
        interval=interval,
        email=email,
        name=name,
        story=story,
        created_at=now,
    )
    announce(PledgeMade(pledge_id=pledge.pk))
    return pledge
