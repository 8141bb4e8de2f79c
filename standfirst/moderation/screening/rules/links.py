"""Links: how many, by whom, and where they lead."""

from __future__ import annotations

from standfirst.moderation.screening.hosts import host_of
from standfirst.moderation.screening.verdicts import PASS, Effect, Submission, Verdict, hold

MOST_LINKS = 3


def listed_hosts(submission: Submission) -> Verdict:
    """Hosts that the desk has put on a list; a host counts with all below it."""
    found = tuple(dict.fromkeys(host for host in map(host_of, submission.links) if submission.hosts.objects_to(host)))
    if not found:
        return PASS
    return Verdict(
        "listed-host",
        "A link in it leads to a place that we take no links to. Take the link out, and post it again.",
        "Hosts on the list: " + ", ".join(found) + ".",
        Effect.REFUSE,
        found,
    )


def _strange(submission: Submission) -> tuple[str, ...]:
    """Links to places that the desk has not called safe."""
    return tuple(link for link in submission.links if not submission.hosts.trusts(host_of(link)))


def links_of_newcomers(submission: Submission) -> Verdict:
    links = _strange(submission)
    if not links or submission.author_published_before:
        return PASS
    return hold(
        "first-comment-with-link",
        "A first comment that holds a link is read by a moderator before it appears.",
        f"The author's first comment holds {len(links)} link(s).",
        evidence=links,
    )


def many_links(submission: Submission) -> Verdict:
    links = _strange(submission)
    if len(links) <= MOST_LINKS:
        return PASS
    return hold(
        "many-links",
        f"A comment with more than {MOST_LINKS} links is read by a moderator before it appears.",
        f"The comment holds {len(links)} links.",
        evidence=links,
    )
