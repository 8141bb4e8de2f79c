"""What the moderation desk holds of a person."""

from __future__ import annotations

from collections.abc import Iterator

from standfirst.accounts.models import User
from standfirst.accounts.personal_data import Fate, Row, in_download, not_personal, personal, who
from standfirst.moderation.models import Decision, Report

UNTIL = "Until it was decided, and then for STANDFIRST_REPORT_TEXT_DAYS: an appeal may turn on it."

not_personal("moderation.Policy", "intro", "The paper's own words.")
not_personal("moderation.HouseRule", "code title text example", "The paper's own words.")
not_personal("moderation.WordList", "language entries exceptions", "Words, and nobody's.")
not_personal("moderation.ScreeningSettings", "stamp unwanted_hosts trusted_hosts", "Settings, and names of sites.")
not_personal("moderation.QueueItem", "state held_because held_words", "Words of our rules, with words of the list.")
who("moderation.QueueItem", "claimed_by")
not_personal("moderation.Decision", "reference outcome", "Numbers and words of ours.")
who("moderation.Decision", "moderator")
personal(
    "moderation.Decision",
    "statement_of_reasons",
    Fate.KEPT,
    why="The moderators' words, without a name, for good: what was decided is never rewritten.",
)
not_personal("moderation.Report", "reference reason", "Numbers and words of ours.")
who("moderation.Report", "reporter")
personal("moderation.Report", "email", Fate.EMPTIED)
personal("moderation.Report", "words", Fate.KEPT, why=UNTIL)
personal("moderation.Report", "snapshot", Fate.KEPT, exported=False, why=f"The reported text. {UNTIL}")


@in_download("reports")
def reports(person: User) -> Iterator[Row]:
    """Those the person made."""
    made = Report.objects.filter(reporter=person).order_by("pk")
    columns = ("reference", "comment_id", "email", "reason", "words", "made_at", "decision__outcome")
    yield from made.values(*columns).iterator()


@in_download("decisions")
def decisions(person: User) -> Iterator[Row]:
    """Those about the person's comments, without the names of those who decided or reported."""
    made = Decision.objects.filter(item__comment__author=person).order_by("pk")
    columns = ("reference", "item__comment_id", "outcome", "rule__title", "statement_of_reasons", "decided_at")
    yield from made.values(*columns).iterator()
