"""A JSON object that knows its place in the file, so that every complaint can name it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from standfirst.wire.ninjs.characters import mend, quoted, tidy
from standfirst.wire.ninjs.item import UnreadableItem

MAX_MEMBERS = 1_000
MAX_TEXT = 10_000


@dataclass(frozen=True)
class Node:
    """A JSON object and where it lies. Absent and null are the same; a wrong type is refused by name."""

    value: dict[str, object]
    place: str = ""

    def at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def has(self, *names: str) -> bool:
        return any(self.value.get(name) is not None for name in names)

    def raw_text(self, name: str) -> str:
        """The text, mended, with its line breaks."""
        value = self.value.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise UnreadableItem(place=self.at(name), reason=f"should be a text, not {kind_of(value)}")
        return mend(value)

    def text(self, name: str, *, most: int = MAX_TEXT) -> str:
        """The text, tidy and on one line."""
        words = tidy(self.raw_text(name))
        if len(words) > most:
            raise UnreadableItem(place=self.at(name), reason=f"is {len(words):,} characters long; {most:,} is the most")
        return words

    def label(self, name: str) -> str:
        """A text that some agencies send as a whole number."""
        value = self.value.get(name)
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else self.text(name, most=255)

    def lines(self, name: str) -> str:
        """A text that some agencies send as a list of sentences, joined."""
        value = self.value.get(name)
        if not isinstance(value, list):
            return self.text(name)
        sentences = {f"{name}[{number}]": sentence for number, sentence in enumerate(value)}
        parts = Node(sentences, self.place)
        joined = " ".join(filter(None, map(parts.text, sentences)))
        return Node({name: joined}, self.place).text(name)

    def number(self, name: str, *, least: int, most: int) -> int | None:
        """A whole number; 4.0 counts as 4, since ninjs 2 says number where it means integer."""
        value = self.value.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UnreadableItem(place=self.at(name), reason=f"should be a number, not {kind_of(value)}")
        if not least <= value <= most:
            raise UnreadableItem(place=self.at(name), reason=f"should be from {least} to {most}")
        return round(value)

    def time(self, name: str) -> datetime | None:
        """An aware time in UTC. One without zone is refused: guessing could break an embargo by hours."""
        if not self.has(name):
            return None
        words = self.text(name, most=255)
        try:
            moment = datetime.fromisoformat(words)
        except ValueError:
            reason = f"{quoted(words)} is no date and time such as 2026-03-01T17:30:00+01:00"
            raise UnreadableItem(place=self.at(name), reason=reason) from None
        if moment.tzinfo is None:
            raise UnreadableItem(place=self.at(name), reason=f"{quoted(words)} does not say its time zone")
        try:
            return moment.astimezone(UTC)
        except OverflowError:
            raise UnreadableItem(place=self.at(name), reason=f"{quoted(words)} is outside the calendar") from None

    def node(self, name: str) -> Node | None:
        value = self.value.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise UnreadableItem(place=self.at(name), reason=f"should be an object, not {kind_of(value)}")
        return Node(value, self.at(name))

    def nodes(self, name: str) -> list[Node]:
        """The objects of a list."""
        value = self.value.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise UnreadableItem(place=self.at(name), reason=f"should be a list, not {kind_of(value)}")
        if len(value) > MAX_MEMBERS:
            raise UnreadableItem(place=self.at(name), reason=f"has {len(value):,} members; {MAX_MEMBERS:,} is the most")
        place = self.at(name)
        for number, member in enumerate(value):
            if not isinstance(member, dict):
                reason = f"should be an object, not {kind_of(member)}"
                raise UnreadableItem(place=f"{place}[{number}]", reason=reason)
        return [Node(member, f"{place}[{number}]") for number, member in enumerate(value)]

    def members(self, name: str) -> list[Node]:
        """The objects of a list, or of an object that gives each a name of its own, as ninjs 1 does."""
        value = self.value.get(name)
        if not isinstance(value, dict):
            return self.nodes(name)
        named = Node(value, self.at(name))
        if len(named.value) > MAX_MEMBERS:
            reason = f"has {len(named.value):,} members; {MAX_MEMBERS:,} is the most"
            raise UnreadableItem(place=named.place, reason=reason)
        found = ((key, named.node(key)) for key in named.value)
        return [Node({"name": key, **one.value}, named.at(tidy(key)[:60])) for key, one in found if one is not None]


def kind_of(value: object) -> str:
    """What a JSON value is, for a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    kinds: dict[type, str] = {
        str: "a text",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return kinds.get(type(value), "null")
