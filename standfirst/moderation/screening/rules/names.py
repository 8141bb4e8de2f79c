"""The name under which somebody writes."""

from __future__ import annotations

from standfirst.moderation.screening.verdicts import PASS, Submission, Verdict, hold


def name_of_author(submission: Submission) -> Verdict:
    """Names are checked when they are chosen, too; the desk's lists may have grown since."""
    found = [hit for lexicon in submission.lexicons for hit in lexicon.find(submission.author_name)]
    if not found:
        return PASS
    return hold(
        "name",
        "A moderator looks at the name you have chosen before your comment appears. You can change it in your profile.",
        "The author’s name holds words on a list: " + ", ".join(hit.entry for hit in found) + ".",
        evidence=tuple(hit.seen for hit in found),
    )
