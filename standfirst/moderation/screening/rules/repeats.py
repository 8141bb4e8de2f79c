"""What others have said already, nearly word for word: a campaign, or a machine."""

from __future__ import annotations

from standfirst.moderation.screening.verdicts import PASS, Submission, Verdict, hold


def told_by_others(submission: Submission) -> Verdict:
    if not submission.told_alike:
        return PASS
    return hold(
        "told-by-others",
        "Others have posted nearly the same text, so a moderator reads it first. Your own words are the most welcome.",
        f"Nearly the same text was posted by others within a day: {submission.told_alike}.",
    )
