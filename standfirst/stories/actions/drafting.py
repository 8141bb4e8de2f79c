"""Making a draft story from parts, as a wire item or the demo does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from standfirst.accounts.models import User
from standfirst.stories.free_addresses import address_from, first_free, pages_below
from standfirst.stories.models import Agency, Byline, Contributor, Picture, RelatedStory, SectionPage, StoryPage, Topic


@dataclass(frozen=True, kw_only=True)
class StoryDraft:
    """A story before it is a page. `body` holds (block name, value) pairs as StoryBody takes them."""

    headline: str
    body: Sequence[tuple[str, object]]
    kicker: str = ""
    standfirst: str = ""
    dateline: str = ""
    bylines: Sequence[tuple[Contributor | Agency, str]] = ()
    topics: Sequence[Topic] = ()
    front_headline: str = ""
    language: str = ""
    lead_picture: Picture | None = None
    lead_caption: str = ""
    lead_credit: str = ""
    lead_alternative: str = ""
    agency: Agency | None = None
    copyright_notice: str = ""
    usage_terms: str = ""
    editors_note: str = ""
    comments_mode: str = ""
    slug: str = ""
    related: Sequence[StoryPage] = field(default_factory=tuple)


@transaction.atomic
def draft_story(*, section: SectionPage, draft: StoryDraft, actor: User | None) -> StoryPage:
    """A new story in `section`, not public, with a first revision that the editor opens.

    The address is made from the headline; a headline used before gets a number behind its address. `comments_mode`
    empty: as the section has it. Headlines are cut at 255 characters (the page tree's limit). Drafts of one section
    stand in line, so that two with one headline get two addresses.
    """
    section = SectionPage.objects.select_for_update(of=("self",)).get(pk=section.pk)
    address = address_from(draft.slug or draft.headline, otherwise="story")
    story = StoryPage(
        title=draft.headline[:255],
        front_headline=draft.front_headline,
        language=draft.language,
        slug=first_free(address, among=pages_below(section)),
        kicker=draft.kicker,
        standfirst=draft.standfirst,
        dateline=draft.dateline,
        lead_picture=draft.lead_picture,
        own_lead_caption=draft.lead_caption,
        own_lead_credit=draft.lead_credit,
        own_lead_alternative=draft.lead_alternative,
        body=list(draft.body),
        agency=draft.agency,
        copyright_notice=draft.copyright_notice,
        usage_terms=draft.usage_terms,
        editors_note=draft.editors_note,
        comments_mode=draft.comments_mode or section.comments_mode,
        owner=actor,
        live=False,
    )
    story.bylines = [
        Byline(
            contributor=holder if isinstance(holder, Contributor) else None,
            agency=holder if isinstance(holder, Agency) else None,
            role=role,
            sort_order=place,
        )
        for place, (holder, role) in enumerate(draft.bylines)
    ]
    story.related = [RelatedStory(other=other, sort_order=place) for place, other in enumerate(draft.related)]
    story.topics = list(draft.topics)
    section.add_child(instance=story)
    story.save_revision(user=actor, log_action=True)
    return story
