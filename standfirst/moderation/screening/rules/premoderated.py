"""Stories where everything is read before it appears."""

from __future__ import annotations

from standfirst.moderation.screening.verdicts import PASS, Submission, Verdict, hold


def premoderated_story(submission: Submission) -> Verdict:
    if not submission.premoderated:
        return PASS
    return hold(
        "premoderated-story",
        "Every comment on this story is read by a moderator before it appears.",
        "The story is premoderated.",
    )
