"""Whatever changes, every page that the edge holds and that would now read otherwise is purged.

Random days at the desk: after each change all public pages are rendered anew, and each that differs from what the edge
would hold must carry a tag that was purged. `HYPOTHESIS_PROFILE=deep` lives through many more days.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.tests.factories import aoife, niamh
from standfirst.comments.actions.posting import post_comment
from standfirst.comments.models import Thread
from standfirst.edge.caching import TAGS_HEADER
from standfirst.edge.purging import committed_purges
from standfirst.stories.actions.correcting import correct_story
from standfirst.stories.actions.fronts import pin_story
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.models import Agency, Container, Contributor, FrontPage, SectionPage, StoryPage, Topic
from standfirst.stories.tests.factories import make_section, make_story

IS_DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
DAYS, CHANGES = (100, 40) if IS_DEEP else (2, 6)
SECTIONS = ("news", "council")


class Kept(NamedTuple):
    """What the edge holds of one address."""

    status: int
    body: bytes
    tags: frozenset[str]


class Desk:
    """A small paper, and what can be done to it; each change picks what it is done to."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count = 0
        for slug in SECTIONS:
            make_section(slug)
        self.topics = [Topic.objects.create(name=name) for name in ("Tides", "Dredging")]
        self.people = [Contributor.objects.create(name=name) for name in ("Sorcha Quill", "Máirín Kehoe")]
        self.agency = Agency.objects.create(name="Westwire", credit_line="Westwire")
        self.addresses: set[str] = set()
        for _ in range(3):
            self.publish()

    def word(self) -> str:
        self.count += 1
        return f"Ferry {self.count}"

    def story(self) -> StoryPage:
        story: StoryPage = self.chance.choice(list(StoryPage.objects.order_by("pk")))
        return story

    def public(self) -> StoryPage:
        """A public story; a new one where none is left."""
        stories = list(StoryPage.objects.live().order_by("pk"))
        return self.chance.choice(stories) if stories else self.publish()

    def publish(self) -> StoryPage:
        story: StoryPage = make_story(
            self.word(),
            section=SectionPage.objects.order_by("?").first(),
            topics=[self.chance.choice(self.topics)],
            bylines=[(self.chance.choice([*self.people, self.agency]), "")],
            agency=self.chance.choice([None, self.agency]),
            related=list(StoryPage.objects.live().order_by("pk"))[:1],
        )
        return story

    def edit(self) -> None:
        story = self.story()
        story.title, story.standfirst = self.word(), self.word()
        story.topics = [self.chance.choice(self.topics)]
        story.pinned = self.chance.random() < 0.5
        story.change_kind = self.chance.choice(StoryPage.Change.values)
        story.save_revision()
        publish_story(story=story, actor=None)

    def readdress(self) -> None:
        story = self.public()
        story.slug = self.word().lower().replace(" ", "-")
        story.save_revision()
        publish_story(story=story, actor=None)

    def withdraw(self) -> None:
        withdraw_story(story=self.public(), actor=None, reason=self.word(), now=clock.now())

    def unpublish(self) -> None:
        self.public().unpublish()

    def correct(self) -> None:
        correct_story(story=self.public(), note=self.word(), actor=aoife(), now=clock.now())

    def move(self) -> None:
        others = SectionPage.objects.exclude(pk=(story := self.story()).get_parent().pk)
        story.move(others.get(), pos="last-child")

    def rename_section(self) -> None:
        section = self.chance.choice(list(SectionPage.objects.order_by("pk")))
        section.title = self.word()
        section.save_revision().publish()

    def rename_record(self) -> None:
        records: list[Any] = [*self.topics, *self.people, self.agency]
        record = self.chance.choice(records)
        record.name = self.word()
        record.save()

    def pin(self) -> None:
        front = FrontPage.objects.get()
        container = Container.objects.filter(front=front).order_by("position").first()
        assert container is not None
        pin_story(
            front=front,
            story=self.public(),
            container_id=container.pk,
            position=0,
            ends_at=None,
            actor=aoife(),
            now=clock.now(),
        )

    def comment(self) -> None:
        thread = Thread.objects.get(story=self.public())
        post_comment(thread_id=thread.pk, author=niamh(), body=self.word(), now=clock.now())

    def pages(self) -> dict[str, Kept]:
        """Every public page that was ever there, as it is made now."""
        self.addresses |= {reverse("paper_feed", args=["rss.xml"]), "/", "/sitemap.xml", "/sitemap-news.xml"}
        self.addresses |= {reverse("corrections"), reverse("sitemap_of_lists"), "/api/v3/pages/"}
        for section in SectionPage.objects.all():
            self.addresses |= {section.url, reverse("section_feed", args=[section.slug, "atom.xml"])}
        for kind in (Topic, Contributor):
            name = kind.__name__.lower()
            for record in kind.objects.all():
                self.addresses |= {reverse(name, args=[record.slug])}
        for story in StoryPage.objects.live():
            self.addresses |= {story.url, f"/api/v3/pages/{story.pk}/"}
        self.addresses |= {reverse("thread", args=[thread.pk]) for thread in Thread.objects.all()}
        return {address: kept for address in sorted(self.addresses) if (kept := fetch(address))}


def fetch(address: str) -> Kept | None:
    answer = Client().get(address)
    tags = answer.get(TAGS_HEADER)
    body = answer.content if answer.status_code != 301 else str(answer["Location"]).encode()
    if address.endswith("atom.xml"):
        # Of the feed itself: an empty one has no time but that of its making.
        body = re.sub(rb"<updated>.*?</updated>", b"", body, count=1)
    return Kept(answer.status_code, body, frozenset(tags.split())) if tags else None


CHANGES_OF_A_DAY: list[Callable[[Desk], object]] = [
    Desk.publish,
    Desk.edit,
    Desk.readdress,
    Desk.withdraw,
    Desk.unpublish,
    Desk.correct,
    Desk.move,
    Desk.rename_section,
    Desk.rename_record,
    Desk.pin,
    Desk.comment,
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("day", range(DAYS))
def test_a_page_that_reads_otherwise_was_purged(day: int) -> None:
    desk = Desk(day)
    held = desk.pages()
    # Each kind of change once in a few days, and in every order in many.
    changes = desk.chance.sample(CHANGES_OF_A_DAY, len(CHANGES_OF_A_DAY)) * (1 + CHANGES // len(CHANGES_OF_A_DAY))
    done = []
    for change in changes[:CHANGES]:
        with committed_purges() as purged:
            change(desk)
        done.append(change.__name__)
        fresh = desk.pages()
        stale = {
            address: sorted(kept.tags)
            for address, kept in held.items()
            if not kept.tags & purged and (address not in fresh or fresh[address][:2] != kept[:2])
        }
        assert not stale, (done, sorted(purged), stale)
        held = fresh
