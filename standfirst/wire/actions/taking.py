"""Taking an agency's item into a draft story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.accounts.models import User
from standfirst.events import announce
from standfirst.stories.actions.drafting import StoryDraft, draft_story
from standfirst.stories.actions.embargoes import set_embargo
from standfirst.stories.models import Agency, Contributor, SectionPage, StoryPage
from standfirst.stories.models import Picture as StoryPicture
from standfirst.wire.actions.pictures import taken_pictures
from standfirst.wire.copy import Notes, credit_for, names_in, note_source, note_warnings, story_block
from standfirst.wire.events import ItemTaken
from standfirst.wire.models import BY_HAND, Item, Version
from standfirst.wire.ninjs import Picture, PubStatus, WireItem, read_item

MOST_NAME = 120


class ItemCanceled(Exception):
    """The agency has killed the item; nothing is made from it."""


class MayNotWrite(Exception):
    """The person may not write stories in that section."""


@dataclass(frozen=True)
class Taken:
    """The story, and whether it was there before: then this take has changed nothing."""

    story: StoryPage
    version: Version
    already: bool


@transaction.atomic
def take_item(
    *, raw: bytes, name: str, actor: User | None, section: SectionPage, now: datetime, folder: Path | None = None
) -> Taken:
    """Make a draft story in `section` from the bytes of a ninjs file called `name`.

    The same bytes a second time give the story they were made into and change nothing. Another version of an item makes
    a draft of its own, whose editor's note names the earlier story. An embargoed item makes a draft under embargo:
    published early, it waits for the embargo to end. Pictures are taken from `folder` (where the file lies) and never
    fetched.

    Raises UnreadableItem, ItemCanceled, MayNotWrite; then nothing has changed.
    """
    item = read_item(raw, name=name)
    if item.pub_status is PubStatus.CANCELED:
        raise ItemCanceled(f"the agency has canceled {item.uri}: nothing may be made from it")
    if actor is not None and not section.permissions_for_user(actor).can_add_subpage():
        raise MayNotWrite(f"{actor.email} may not write in {section.title}")
    row, _made = Item.objects.get_or_create(feed=BY_HAND, uri=item.uri)
    # Two editors with the same file: the second waits here, and finds the draft of the first.
    row = Item.objects.select_for_update().get(pk=row.pk)
    known = row.versions.defer("raw").filter(content_hash=item.content_hash).first()
    if known is not None and known.taken_into is not None:
        return Taken(story=known.taken_into, version=known, already=True)

    notes = Notes()
    note_warnings(notes, item, now=now, zone=timezone.get_default_timezone())
    _note_other_versions(notes, row)
    with taken_pictures(pictures=item.pictures, folder=folder, actor=actor, notes=notes) as pictures:
        draft = _fill(item, agency=_agency(item, row), pictures=pictures, notes=notes)
        story = draft_story(section=section, draft=draft, actor=actor)
        _hold_back(story, item, actor=actor, now=now)
        version = known or _keep(item, row=row, raw=raw, now=now)
        version.taken_into, version.taken_by = story, actor
        version.save()
        announce(ItemTaken(item_id=row.pk, version_id=version.pk, story_id=story.pk))
    return Taken(story=story, version=version, already=False)


def _note_other_versions(notes: Notes, row: Item) -> None:
    """Two drafts of one item look alike; the later one says so."""
    for other in row.versions.defer("raw").exclude(taken_into=None).order_by("pk"):
        notes.add(f"Another version of this item is story {other.taken_into_id}: {other.headline}")


def _keep(item: WireItem, *, row: Item, raw: bytes, now: datetime) -> Version:
    return Version(
        item=row,
        version=item.version,
        version_created=item.version_created,
        pub_status=item.pub_status,
        headline=item.headline,
        name=item.name,
        raw=raw,
        content_hash=item.content_hash,
        received_at=now,
    )


def _fill(item: WireItem, *, agency: Agency | None, pictures: list[StoryPicture], notes: Notes) -> StoryDraft:
    lead, others = (pictures[0], pictures[1:]) if pictures else (None, [])
    # The words of a picture that could not be taken wait in their fields for whoever brings it.
    absent = item.pictures[0] if item.pictures and lead is None else Picture()
    headline = notes.fit(item.headline, most=255, called="headline")
    standfirst = notes.fit(item.standfirst, most=400, called="standfirst")
    dateline = notes.fit(item.dateline, most=80, called="dateline")
    copyright_notice = notes.fit(item.copyright_notice, most=300, called="copyright notice")
    bylines = _bylines(item, notes)
    note_source(notes, item)
    return StoryDraft(
        headline=headline,
        standfirst=standfirst,
        dateline=dateline,
        bylines=bylines,
        body=[*map(story_block, item.paragraphs), *map(_in_body, others)],
        lead_picture=lead,
        lead_caption=absent.caption[:400],
        lead_credit=credit_for(absent)[:200],
        lead_alternative=absent.alternative[:300],
        agency=agency,
        copyright_notice=copyright_notice,
        usage_terms=item.usage_terms,
        editors_note=notes.text(),
    )


def _in_body(picture: StoryPicture) -> tuple[str, object]:
    return "picture", {"picture": picture, "caption": "", "credit": "", "alternative": ""}


def _agency(item: WireItem, row: Item) -> Agency | None:
    """The agency as the desk keeps it; one that is new gets its credit line from the item."""
    name = item.agency[:MOST_NAME].strip()
    if row.agency is None and name:
        known = Agency.objects.filter(name__iexact=name).first()
        row.agency = known or Agency.objects.create(name=name, credit_line=(item.credit_line or name)[:200])
        row.save(update_fields=["agency"])
    return row.agency


def _bylines(item: WireItem, notes: Notes) -> list[tuple[Contributor, str]]:
    # An agency that signs with its own name is named at the story's end already.
    names = [] if item.byline.casefold() == item.agency.casefold() else list(dict.fromkeys(names_in(item.byline)))
    if any(len(name) > MOST_NAME for name in names):
        notes.add(f"Byline: {item.byline}")
        return []
    return [(Contributor.objects.get_or_create(name=name)[0], "") for name in names]


def _hold_back(story: StoryPage, item: WireItem, *, actor: User | None, now: datetime) -> None:
    """The agency's embargo is ours: nobody publishes the story before, whoever presses what."""
    if item.embargoed_until and item.embargoed_until > now:
        reason = _("Set by %(agency)s.") % {"agency": story.agency.name if story.agency else item.uri}
        set_embargo(story=story, until=item.embargoed_until, reason=reason, actor=actor, now=now)
