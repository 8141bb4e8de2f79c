"""People whose comments a moderator had to remove lately."""

from __future__ import annotations

from datetime import timedelta

from standfirst.moderation.screening.verdicts import PASS, Submission, Verdict, hold

REMOVALS_COUNT_FOR = timedelta(days=30)
REMOVALS_TO_WAIT = 3


def removed_lately(submission: Submission) -> Verdict:
    if submission.author_removed_lately < REMOVALS_TO_WAIT:
        return PASS
    return hold(
        "recent-removals",
        "Some of your comments were removed lately, so a moderator reads the next ones before they appear.",
        f"{submission.author_removed_lately} comments of the author were removed within "
        f"{REMOVALS_COUNT_FOR.days} days.",
    )
