"""A comment that is mostly capitals."""

from __future__ import annotations

from standfirst.moderation.screening.verdicts import PASS, Submission, Verdict, hold

SHOUTING_FROM = 40
"""Letters; below that it is an abbreviation or two."""


def shouting(submission: Submission) -> Verdict:
    letters = [letter for letter in submission.body if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) < SHOUTING_FROM or capitals * 10 < len(letters) * 7:
        return PASS
    return hold(
        "shouting",
        "Most of it is in capitals, so a moderator reads it first.",
        f"{capitals} of {len(letters)} letters are capitals.",
    )
