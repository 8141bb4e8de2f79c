"""The stories from which a front is filled, asked for as sparingly as it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from standfirst.prepared import Prepared
from standfirst.stories.fronts import Candidate, Fill, Filled, Frame, Hold, arrange
from standfirst.stories.live_blogs import LiveBlog
from standfirst.stories.pages.story import LINK_FIELDS, StoryPage
from standfirst.stories.records import Byline, Contributor

if TYPE_CHECKING:
    from standfirst.stories.pages.section import SectionPage

# So many of the newest stories are looked at first; most fronts are full with them.
NEWEST = 90
# What a teaser shows, and what its address is made of. Reading the bodies alone would be a fifth of a front's cost.
READ = (
    *(*LINK_FIELDS, "standfirst", "first_published_at", "updated_at"),
    *(f"lead_picture__{name}" for name in ("title", "file", "width", "height", "drawn", "digital_source_type")),
    *("live_blog__story", "live_blog__state"),
)
NEVER = datetime.min.replace(tzinfo=UTC)
# Number, moment of publication, path, number of the lead picture.
Row = tuple[int, datetime | None, str, int | None]


def _latest(visible: Any) -> Any:
    return _columns(visible.order_by("-first_published_at", "-pk"))[:NEWEST]


def _these(visible: Any, stories: Any) -> Any:
    return _columns(visible.filter(pk__in=stories).order_by())


def _columns(stories: Any) -> Any:
    return stories.values_list("pk", "first_published_at", "path", "lead_picture_id")


def _teasers(visible: Any, stories: Any) -> Any:
    found = visible.filter(pk__in=stories).select_related("lead_picture", "live_blog")
    return found.only("lead_picture", *READ).order_by()


# The same for readers, whose front is made most often.
LATEST: Prepared[Row] = Prepared(lambda: _latest(StoryPage.objects.visible_to_readers()))
THESE: Prepared[Row] = Prepared(lambda stories: _these(StoryPage.objects.visible_to_readers(), stories))
TEASERS: Prepared[StoryPage] = Prepared(lambda stories: _teasers(StoryPage.objects.visible_to_readers(), stories))
# The last of a story's is the one that stands first.
NAMES: Prepared[Byline] = Prepared(
    lambda stories: (
        Byline.objects.filter(story__in=stories, contributor__isnull=False)
        .select_related("contributor__photograph")
        .order_by("story_id", "-sort_order")
    )
)


@dataclass(frozen=True)
class Stock:
    """The stories from which a front is filled; `visible` where that is not all that readers may see."""

    sections: Mapping[int, SectionPage]
    visible: Any
    coming: Mapping[int, StoryPage]

    def arrange(self, *, frames: Sequence[Frame], pins: Sequence[Hold], now: datetime) -> list[Filled]:
        """The newest first; where a rule wants more than they are, what that rule draws from, in one further query."""
        latest = _by_number(LATEST() if self.visible is None else _latest(self.visible))
        rows = latest | self._these([pin.story_id for pin in pins if pin.holds_at(now)])
        filled = self._arranged(frames, pins, rows, now)
        short = {one.container_id for one in filled if one.short}
        if not short or len(latest) < NEWEST:
            return filled
        visible = StoryPage.objects.visible_to_readers() if self.visible is None else self.visible
        newest = visible.order_by("-first_published_at", "-pk")
        places = sum(frame.size for frame in frames)
        wanted = [self._rule(newest, frame)[:places].values("pk") for frame in frames if frame.id in short]
        rows |= _by_number(_columns(visible.filter(reduce(or_, (Q(pk__in=some) for some in wanted)))))
        return self._arranged(frames, pins, rows, now)

    def _arranged(
        self, frames: Sequence[Frame], pins: Sequence[Hold], rows: dict[int, Row], now: datetime
    ) -> list[Filled]:
        for story in self.coming.values():
            rows[story.pk] = (story.pk, story.first_published_at, story.path, story.lead_picture_id)
        ordered = sorted(rows.values(), key=lambda row: (row[1] or NEVER, row[0]), reverse=True)
        candidates = self._candidates(ordered, {frame.fill for frame in frames})
        return arrange(containers=frames, pins=pins, candidates=candidates, now=now)

    def _these(self, ids: list[int]) -> dict[int, Row]:
        return _by_number(THESE(stories=ids) if self.visible is None else _these(self.visible, ids))

    def _candidates(self, rows: Sequence[Row], fills: set[Fill]) -> list[Candidate]:
        """In the order of `rows`; topics and names only where a rule asks for them."""
        by_path = {section.path: section.pk for section in self.sections.values()}
        ids = [row[0] for row in rows]
        topics: dict[int, set[int]] = defaultdict(set)
        if Fill.TOPICS in fills:
            for story, topic in StoryPage.topics.through.objects.filter(storypage__in=ids).values_list(
                "storypage_id", "topic_id"
            ):
                topics[story].add(topic)
        names: dict[int, set[int]] = defaultdict(set)
        if Fill.CONTRIBUTORS in fills:
            for story, name in Byline.objects.filter(story__in=ids, contributor__isnull=False).values_list(
                "story_id", "contributor_id"
            ):
                names[story].add(name)
        live = set(LiveBlog.objects.running().values_list("story", flat=True)) if Fill.LIVE in fills else set()
        for pk, story in self.coming.items():
            topics[pk] = {topic.pk for topic in story.topics.all()}
            names[pk] = {line.contributor_id for line in story.bylines.all() if line.contributor_id}
        return [
            Candidate(
                id=pk,
                section_id=by_path[path[: -StoryPage.steplen]],
                has_picture=picture is not None,
                is_live=pk in live,
                topic_ids=frozenset(topics[pk]),
                contributor_ids=frozenset(names[pk]),
            )
            for pk, _moment, path, picture in rows
            if path[: -StoryPage.steplen] in by_path
        ]

    def _rule(self, newest: Any, frame: Frame) -> Any:
        """The same as `Frame.takes`, as a query: what the newest of all left wanting is looked for further back."""
        match frame.fill:
            case Fill.PICTURES:
                return newest.filter(lead_picture__isnull=False)
            case Fill.SECTIONS:
                paths = [self.sections[pk].path for pk in frame.section_ids if pk in self.sections]
                return newest.filter(reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[])))
            case Fill.TOPICS:
                through = StoryPage.topics.through.objects.filter(topic__in=frame.topic_ids)
                return newest.filter(pk__in=through.values("storypage_id"))
            case Fill.CONTRIBUTORS:
                lines = Byline.objects.filter(contributor__in=frame.contributor_ids)
                return newest.filter(pk__in=lines.values("story_id"))
            case Fill.LIVE:
                return newest.filter(pk__in=LiveBlog.objects.running().values("story"))
            case _:
                return newest

    def fetch(self, ids: Iterable[int]) -> dict[int, StoryPage]:
        """The stories that are shown, with their pictures in the sizes of fronts, each knowing its section."""
        by_path = {section.path: section for section in self.sections.values()}
        wanted = set(ids)
        asked = sorted(wanted - set(self.coming))
        found = TEASERS(stories=asked) if self.visible is None else _teasers(self.visible, asked)
        stories: dict[int, StoryPage] = {story.pk: story for story in found}
        stories |= {pk: self.coming[pk] for pk in wanted & set(self.coming)}
        for story in stories.values():
            story.stands_in(by_path[story.path[: -StoryPage.steplen]])
        return stories

    def names(self, ids: Iterable[int]) -> dict[int, Contributor]:
        """Who stands first over each of these stories, with their photograph."""
        lines = NAMES(stories=list(ids))
        return {line.story_id: line.contributor for line in lines if line.contributor is not None}


def _by_number(rows: Iterable[Row]) -> dict[int, Row]:
    return {row[0]: row for row in rows}
