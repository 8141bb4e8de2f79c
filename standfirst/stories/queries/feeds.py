"""The entries of a feed: a fixed number of queries, however many stories, pictures and names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from standfirst.stories.addresses import absolute, contributor_path
from standfirst.stories.models import Byline, Correction, SectionPage, StoryPage
from standfirst.stories.syndication.bodies import body_html, finished, sent_picture
from standfirst.stories.syndication.characters import sendable
from standfirst.stories.syndication.entries import Author, Entry, Note, authors_among, changed_at

MOST = 20


def feed_entries(stories: Any, *, request: HttpRequest) -> list[Entry]:
    """The latest of `stories`, a queryset of what readers may see, as entries, newest first.

    A story without a time of publication has no place among them.

    Own copy comes whole, agency copy as its summary only (`Beside.is_own`). Notes to the desk are not asked for.
    """
    found: list[StoryPage] = list(
        stories.filter(first_published_at__isnull=False)
        .select_related("lead_picture", "lead_recording")
        .defer("editors_note")
        .order_by("-first_published_at", "-pk")[:MOST]
    )
    beside = Beside(found)
    own = [story for story in found if beside.is_own(story)]
    contents = dict(zip((story.pk for story in own), _contents(own, beside, request), strict=True))
    return [_entry(story, beside, contents.get(story.pk, ""), request) for story in found]


class Beside:
    """What belongs to the stories and lies in tables beside them."""

    def __init__(self, stories: Sequence[StoryPage]) -> None:
        self.bylines = _by_story(Byline.objects.filter(story__in=stories).select_related("contributor", "agency"))
        self.corrections = _by_story(Correction.objects.filter(story__in=stories).order_by("-made_at"))
        links = StoryPage.topics.through._default_manager.filter(storypage__in=stories).select_related("topic")
        self.topics: dict[int, list[str]] = defaultdict(list)
        for link in links.order_by("topic__name"):
            self.topics[link.storypage_id].append(link.topic.name)
        parents = {story.path[: -StoryPage.steplen] for story in stories}
        self.sections: dict[str, SectionPage] = {
            section.path: section for section in SectionPage.objects.filter(path__in=parents)
        }
        self.bodies = _bodies([story for story in stories if self.is_own(story)])

    def is_own(self, story: StoryPage) -> bool:
        """Whether the paper may send the whole text: its own, or one that its people wrote with agency material.

        A story that names an agency is the agency's unless somebody of the paper stands over it as its author, not as
        its translator or photographer; and it stays so wherever a copyright notice or terms of use came with the copy,
        since we can't judge what they allow.
        """
        if story.agency_id is None:
            return True
        written_here = any(byline.contributor_id is not None and not byline.role for byline in self.bylines[story.pk])
        return written_here and not story.copyright_notice.strip() and not story.usage_terms.strip()

    def notes_of(self, story: StoryPage) -> list[Note]:
        return [Note(kind=one.kind, text=sendable(one.text), made_at=one.made_at) for one in self.corrections[story.pk]]

    def section_of(self, story: StoryPage) -> SectionPage:
        return self.sections[story.path[: -StoryPage.steplen]]


def _by_story(rows: Any) -> dict[int, list[Any]]:
    by_story: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_story[row.story_id].append(row)
    return by_story


def _bodies(stories: Sequence[StoryPage]) -> dict[int, Any]:
    """The bodies of own stories, resolved together: pictures and stories in them cost a query per kind."""
    block = StoryPage._meta.get_field("body").stream_block
    streams = block.bulk_to_python([list(story.body.raw_data) for story in stories])
    return dict(zip((story.pk for story in stories), streams, strict=True))


def _contents(stories: Sequence[StoryPage], beside: Beside, request: HttpRequest) -> list[str]:
    texts = []
    for story in stories:
        body = body_html(beside.bodies[story.pk], {"request": request, "page": story, "self": story})
        context = {
            "story": story,
            "notes": beside.notes_of(story),
            "picture": _lead(story),
            # Made of blocks, each of which has escaped what it was given; the whole is cleaned below.
            "body": mark_safe(body),
        }
        texts.append(sendable(render_to_string("stories/feeds/story.html", context)))
    return finished(texts)


def _entry(story: StoryPage, beside: Beside, content: str, request: HttpRequest) -> Entry:
    notes = beside.notes_of(story)
    return Entry(
        story_id=story.pk,
        id=f"urn:uuid:{story.translation_key}",
        address=story.get_full_url(request),
        headline=sendable(story.title),
        summary=_summary(story, [] if beside.is_own(story) else notes),
        content=content,
        published_at=story.first_published_at,
        updated_at=changed_at(story.first_published_at, story.updated_at, [note.made_at for note in notes]),
        authors=[_author(one) for one in authors_among([(one, one.role) for one in beside.bylines[story.pk]])],
        tags=[sendable(name) for name in (beside.section_of(story).title, *beside.topics[story.pk])],
        language=story.language,
        picture=_lead(story),
        notes=notes,
    )


def _summary(story: StoryPage, notes: Sequence[Note]) -> str:
    """The standfirst; with agency copy, of which it is all that is sent, what was corrected (`notes`) as well."""
    parts = [sendable(story.standfirst)]
    parts += [_("Correction: %(text)s") % {"text": note.text} for note in notes]
    return "\n".join(part for part in parts if part)


def _author(byline: Byline) -> Author:
    address = absolute(contributor_path(byline.contributor)) if byline.contributor else ""
    return Author(name=sendable(byline.name), address=address)


def _lead(story: StoryPage) -> Any:
    picture = story.lead_picture
    if picture is None:
        return None
    return sent_picture(
        picture,
        caption=story.own_lead_caption or picture.caption,
        credit=story.own_lead_credit or picture.credit,
        alternative=story.lead_alternative,
    )
