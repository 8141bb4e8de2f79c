"""What the demo paper says, for tests that look for it on the page."""

from __future__ import annotations

from functools import cache

from standfirst.demo.manuscripts import Comment, Edition, Person, Story
from standfirst.demo.reading import read_edition


@cache
def edition() -> Edition:
    return read_edition()


def showpiece() -> Story:
    """The story that has everything a story can have."""
    return edition().showpiece


def address_of(story: Story) -> str:
    return f"/{story.section}/{story.slug}/"


def story(slug: str) -> Story:
    return next(story for story in edition().stories if story.slug == slug)


def comments_under(slug: str) -> list[Comment]:
    return [one for one in edition().conversation.extra if one.story == slug]


def mail_of(key: str) -> str:
    """The address of somebody in the demo."""
    return person(key).email


def name_of(key: str) -> str:
    """The name that stands by their comments."""
    return person(key).name


def person(key: str) -> Person:
    return next(person for person in edition().paper.people if person.key == key)
