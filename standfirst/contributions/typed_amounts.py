"""What people type when they mean an amount of money. Pure: a hundred odd strings test it in a second."""

from __future__ import annotations

import re
import unicodedata

from standfirst.contributions.money import CURRENCIES, Currency, Money

LONGEST_TYPED = 40


class AmountUnreadable(Exception):
    """What was typed is not an amount.

    `code` is one of: empty, odd (not a number), negative, other-currency, too-precise (more digits than the currency
    has), ambiguous (1.250 may be a thousand or a slip).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_amount(typed: str, currency: str) -> Money:
    """The amount somebody typed, as people type it: `12`, `12,50`, `€ 12.50`, `1 250`, `1.250,00 EUR`.

    Both a point and a comma may separate the decimals. Where a number can be read in two ways it is not guessed.
    Raises AmountUnreadable.
    """
    kind = CURRENCIES[currency]
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        raise AmountUnreadable("empty")
    if len(text) > LONGEST_TYPED:
        raise AmountUnreadable("odd")
    whole, fraction = _split(_without_marks(text, kind), kind.decimals)
    return Money(int(whole) * 10**kind.decimals + int(fraction.ljust(kind.decimals, "0") or "0"), currency)


def _without_marks(text: str, kind: Currency) -> str:
    """The number alone, without the currency's own code or symbol before or after it."""
    number = _stripped(text, kind.marks)
    if re.fullmatch(r"[-−–].*[0-9].*", number):
        raise AmountUnreadable("negative")
    if re.fullmatch(r"[0-9][0-9 .,'’]*", number):
        return number
    for other in CURRENCIES.values():
        if re.fullmatch(r"[0-9][0-9 .,'’]*", _stripped(text, other.marks)):
            raise AmountUnreadable("other-currency")
    raise AmountUnreadable("odd")


def _stripped(text: str, marks: tuple[str, ...]) -> str:
    for mark in sorted(marks, key=len, reverse=True):
        if text.casefold().startswith(mark.casefold()):
            return text[len(mark) :].strip()
        if text.casefold().endswith(mark.casefold()):
            return text[: -len(mark)].strip()
    return text


def _split(number: str, decimals: int) -> tuple[str, str]:
    """The digits before and after the decimal mark."""
    parts = re.split(r"[ .,'’]", number)
    marks = re.findall(r"[ .,'’]", number)
    if not all(parts):
        raise AmountUnreadable("odd")
    if not marks:
        return number, ""
    *groups, tail = parts
    if len(marks) == 1 and marks[0] in ".,":
        return _after_one_mark(groups[0], tail, decimals)
    if marks[-1] in ".," and marks[-1] not in marks[:-1]:
        if not _grouped(groups, marks[:-1]):
            raise AmountUnreadable("odd")
        if len(tail) > decimals:
            raise AmountUnreadable("too-precise")
        return "".join(groups), tail
    if not _grouped(parts, marks):
        raise AmountUnreadable("odd")
    return "".join(parts), ""


def _after_one_mark(head: str, tail: str, decimals: int) -> tuple[str, str]:
    """One point or comma: decimals where they fit; a group of thousands only where it can't be anything else."""
    if len(tail) <= decimals:
        return head, tail
    looks_grouped = len(tail) == 3 and len(head) <= 3 and not head.startswith("0")
    if looks_grouped and decimals == 0:
        return head + tail, ""
    raise AmountUnreadable("ambiguous" if looks_grouped else "too-precise")


def _grouped(groups: list[str], marks: list[str]) -> bool:
    """Thousands as people write them: one mark throughout, one to three digits, then always three."""
    return len(set(marks)) <= 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
