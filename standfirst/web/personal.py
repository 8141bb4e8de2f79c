"""What is yours on a page that is the same for everyone: a small registry that each desk adds its part to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class PersonalBit:
    """Safe HTML for the element with the id `into` of the page that asked."""

    into: str
    html: str


Maker = Callable[[HttpRequest], Iterable[PersonalBit]]
_makers: list[Maker] = []


def personal_bits(maker: Maker) -> Maker:
    """Register a function that gives what is personal for the request's user; asked for signed-in people only."""
    if maker not in _makers:
        _makers.append(maker)
    return maker


def collect_bits(request: HttpRequest) -> list[PersonalBit]:
    return [bit for maker in _makers for bit in maker(request)]
