"""Reads the whole demo paper against itself: every name that is used must be somebody's, every time must fit.

Copy files are written by hand and refer to each other; a slip should stop the build with all its faults named, not
leave a dead link in the paper.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from standfirst.demo.entries import CopyError
from standfirst.demo.manuscripts import Comment, Edition, Paragraph, ReadAlso, Story

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_HREF = re.compile(r' href="([^"]+)"')


def proofread(edition: Edition) -> None:
    """Raises CopyError with every fault there is, a line each."""
    faults = [
        *_in_paper(edition),
        *_in_stories(edition),
        *_in_comments(edition),
        *_in_reports(edition),
        *_in_live(edition),
    ]
    if faults:
        raise CopyError("\n".join(faults))


def _in_paper(edition: Edition) -> Iterator[str]:
    paper = edition.paper
    yield from _twice("person", [person.key for person in paper.people])
    yield from _twice("topic", [topic.key for topic in paper.topics])
    yield from _twice("rule", [rule.code for rule in paper.rules])
    yield from _twice("story", [story.slug for story in edition.stories])
    if [story.showpiece for story in edition.stories].count(True) != 1:
        yield "stories: exactly one should be the showpiece."
    slugs = {story.slug for story in edition.stories}
    for advert in paper.adverts:
        if advert.story not in slugs:
            yield f"paper.toml, advert {advert.key}: no story {advert.story!r}."


def _in_stories(edition: Edition) -> Iterator[str]:
    slugs = {story.slug for story in edition.stories}
    agencies = {agency.key for agency in edition.paper.agencies}
    topics = {topic.key for topic in edition.paper.topics}
    addresses = {f"/{story.section}/{story.slug}/" for story in edition.stories}
    for story in edition.stories:
        place = f"stories/{story.slug}.toml"
        for slug in (*story.related, *(block.story for block in story.body if isinstance(block, ReadAlso))):
            if slug not in slugs or slug == story.slug:
                yield f"{place}: no other story {slug!r}."
        for key in story.topics:
            if key not in topics:
                yield f"{place}: no topic {key!r} in paper.toml."
        if story.agency is not None and story.agency not in agencies:
            yield f"{place}: no agency {story.agency!r} in paper.toml."
        if any(correction.hours_ago >= story.hours_ago for correction in story.corrections):
            yield f"{place}: corrected before it was published."
        for fault in _in_html(story, addresses):
            yield f"{place}: {fault}"


def _in_html(story: Story, addresses: set[str]) -> Iterator[str]:
    """Only links, emphasis and strong words, well closed; links within the paper lead to a story."""
    for paragraph in (block.html for block in story.body if isinstance(block, Paragraph)):
        open_tags: list[str] = []
        for closing, tag, rest in _TAG.findall(paragraph):
            href = _HREF.fullmatch(rest)
            if tag not in ("a", "em", "strong") or (rest and not (tag == "a" and href)):
                yield f"<{tag}{rest}> does not belong in a paragraph."
            elif href and href[1].startswith("/") and href[1] not in addresses:
                yield f"the link {href[1]} leads nowhere."
            if not closing:
                open_tags.append(tag)
            elif not open_tags or open_tags.pop() != tag:
                yield f"</{tag}> closes nothing."
        if open_tags:
            yield f"<{open_tags[-1]}> is never closed."


def _in_comments(edition: Edition) -> Iterator[str]:
    talk = edition.conversation
    everything = (*talk.comments, *talk.extra, *talk.held, *talk.broken)
    stories = {story.slug: story for story in edition.stories}
    people = {person.key for person in edition.paper.people}
    said: dict[str, Comment] = {comment.key: comment for comment in everything}
    yield from _twice("comment", [comment.key for comment in everything])
    if talk.story != edition.showpiece.slug:
        yield "thread.toml: the thread belongs under the showpiece."
    for comment in everything:
        place = f"thread.toml, {comment.key}"
        if comment.author not in people:
            yield f"{place}: nobody is called {comment.author!r}."
        story = stories.get(comment.story)
        if story is None:
            yield f"{place}: no story {comment.story!r}."
        elif story.comments_mode == "closed" or comment.minutes_after >= story.hours_ago * 60:
            yield f"{place}: its story takes no comment at that time."
        if comment.reply_to is not None:
            parent = said.get(comment.reply_to)
            if parent is None or parent.story != comment.story or parent.minutes_after >= comment.minutes_after:
                yield f"{place}: can't answer {comment.reply_to!r}."


def _in_reports(edition: Edition) -> Iterator[str]:
    talk = edition.conversation
    broken = {comment.key: comment for comment in talk.broken}
    people = {person.key for person in edition.paper.people}
    hours_ago = {story.slug: story.hours_ago for story in edition.stories}
    yield from _twice("report", [f"{report.comment} by {report.reporter}" for report in talk.reports])
    for report in talk.reports:
        comment = broken.get(report.comment)
        if comment is None or report.reporter not in people or report.reporter == comment.author:
            yield f"thread.toml, report of {report.comment} by {report.reporter}: can't be made."
        elif comment.minutes_after + report.minutes_after >= hours_ago[comment.story] * 60:
            yield f"thread.toml, report of {report.comment} by {report.reporter}: lies in the future."


def _in_live(edition: Edition) -> Iterator[str]:
    live = edition.live
    reporters = {person.key for person in edition.paper.accounts if person.staff}
    hours_ago = {story.slug: story.hours_ago for story in edition.stories}
    addresses = {f"/{story.section}/{story.slug}/" for story in edition.stories}
    yield from _twice("live entry", [entry.key for entry in live.entries])
    if live.story not in hours_ago:
        yield f"live.toml: no story {live.story!r}."
    for entry in live.entries:
        if entry.author not in reporters:
            yield f"live.toml, {entry.key}: {entry.author!r} is no reporter."
        if entry.minutes_after >= hours_ago.get(live.story, 0) * 60:
            yield f"live.toml, {entry.key}: lies in the future."
        for link in re.findall(r"\]\((/[^)]*)\)", entry.text):
            if link not in addresses:
                yield f"live.toml, {entry.key}: the link {link} leads nowhere."


def _twice(what: str, keys: Iterable[str]) -> Iterator[str]:
    for key, times in Counter(keys).items():
        if times > 1:
            yield f"The {what} {key!r} is there {times} times."
