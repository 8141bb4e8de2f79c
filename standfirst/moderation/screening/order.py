"""The rules in the order in which they are asked, and which of several objections is told."""

from __future__ import annotations

from standfirst.moderation.screening.rules.links import links_of_newcomers, listed_hosts, many_links
from standfirst.moderation.screening.rules.names import name_of_author
from standfirst.moderation.screening.rules.newcomers import newcomer
from standfirst.moderation.screening.rules.premoderated import premoderated_story
from standfirst.moderation.screening.rules.removals import removed_lately
from standfirst.moderation.screening.rules.shouting import shouting
from standfirst.moderation.screening.rules.words import listed_words
from standfirst.moderation.screening.verdicts import PASS, Rule, Submission, Verdict

RULES: tuple[Rule, ...] = (
    premoderated_story,
    listed_words,
    listed_hosts,
    links_of_newcomers,
    many_links,
    name_of_author,
    removed_lately,
    newcomer,
    shouting,
)


def objections(submission: Submission) -> list[Verdict]:
    """Everything that objects, in the rules' order.

    Staff pass: their comments carry the paper's name; so do guests it has asked.
    """
    if submission.author_is_staff or submission.author_is_guest:
        return []
    verdicts = [rule(submission) for rule in RULES]
    return [one for one in verdicts if not one.passes]


def screen(submission: Submission) -> Verdict:
    """The strongest objection, the first among equals; or a pass."""
    return max(objections(submission), key=lambda one: one.effect, default=PASS)
