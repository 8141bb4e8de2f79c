"""Short texts: a headline, a caption, a credit, chosen by role and read without their markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from standfirst.wire.ninjs.blocks import html_blocks
from standfirst.wire.ninjs.characters import has_words, tidy
from standfirst.wire.ninjs.item import UnreadableItem
from standfirst.wire.ninjs.texts import Text

MAX_LENGTH = 10_000


def by_role(found: Iterable[Text], roles: Sequence[str], *, others: bool = False) -> list[Text]:
    """The texts with one of the roles, in the order of the roles; `others` follow where they are wanted."""
    rank = {role: number for number, role in enumerate(roles)}
    chosen = [text for text in found if others or text.role in rank]
    return sorted(chosen, key=lambda text: rank.get(text.role, len(rank)))


def words_by_role(found: Iterable[Text], roles: Sequence[str]) -> str:
    """The words of the first such text that has any."""
    return next(filter(has_words, map(plain_words, by_role(found, roles))), "")


def plain_words(text: Text) -> str:
    """The words on one line, without markup."""
    if len(text.value) > MAX_LENGTH:
        reason = f"is {len(text.value):,} characters long; {MAX_LENGTH:,} is the most"
        raise UnreadableItem(place=text.place, reason=reason)
    if text.form != "html":
        return tidy(text.value)
    return " ".join(block.words for block in html_blocks(text.value, place=text.place).blocks)
