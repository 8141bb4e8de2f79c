"""Which processors there are, and which one takes contributions now."""

from __future__ import annotations

from django.conf import settings

from standfirst.contributions.processors import Processor
from standfirst.contributions.processors.double.processor import Double


class UnknownProcessor(Exception):
    """No processor of this name works here."""


def processors() -> dict[str, Processor]:
    """By name. The double is a demonstration and a test kit: in production it takes nothing and is not listened to."""
    return {} if settings.PRODUCTION else {Double.name: Double()}


def current() -> Processor | None:
    """The one that new pledges go to; None where the paper has none yet, and then nobody is asked for money."""
    return next(iter(processors().values()), None)


def named(name: str) -> Processor:
    """Raises UnknownProcessor."""
    try:
        return processors()[name]
    except KeyError:
        raise UnknownProcessor(name) from None
