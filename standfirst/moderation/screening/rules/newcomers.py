"""The first comments of people whom the paper does not know yet."""

from __future__ import annotations

from standfirst.moderation.screening.verdicts import PASS, Submission, Verdict, hold


def newcomer(submission: Submission) -> Verdict:
    """Only where the paper wants it: `newcomers_wait` first comments of everybody wait."""
    if submission.author_published_before >= submission.newcomers_wait:
        return PASS
    return hold(
        "new-commenter",
        "A reader’s first comments are read by a moderator before they appear. After that yours appear at once.",
        f"The author has {submission.author_published_before} published comment(s); the first "
        f"{submission.newcomers_wait} are read.",
    )
