"""The demo's stories, from copy to published pages."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from standfirst.demo.manuscripts import (
    Block,
    Chart,
    Edition,
    FactBox,
    Paragraph,
    PictureInText,
    PullQuote,
    ReadAlso,
    Story,
    Subhead,
)
from standfirst.stories.actions.drafting import StoryDraft, draft_story
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.actions.views import add_views
from standfirst.stories.models import Contributor, Correction, RelatedStory, StoryPage

if TYPE_CHECKING:
    from standfirst.demo.building import Built


def publish_stories(edition: Edition, built: Built) -> None:
    """All stories, oldest first. Links between them need every page to be there, so they are set before publishing."""
    for story in reversed(edition.stories):
        built.stories[story.slug] = draft(story, built)
    for story in reversed(edition.stories):
        finish(story, built)


def read_the_paper(edition: Edition, built: Built) -> None:
    """What an edge would have counted this hour: the showpiece is read most, the rest the less the older it is."""
    hour = built.now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    ranked = sorted(edition.stories, key=lambda story: (not story.showpiece, story.hours_ago))
    sums = [(built.stories[story.slug].pk, hour, 940 // place) for place, story in enumerate(ranked, start=1)]
    add_views(sums=sums, now=built.now)


def draft(story: Story, built: Built) -> StoryPage:
    picture = built.pictures[story.picture.file] if story.picture else None
    return draft_story(
        section=built.sections[story.section],
        draft=StoryDraft(
            headline=story.headline,
            body=[],
            kicker=story.kicker,
            standfirst=story.standfirst,
            dateline=story.dateline,
            bylines=[(contributor(one.name, built), one.role) for one in story.bylines],
            topics=[built.topics[key] for key in story.topics],
            lead_picture=picture,
            agency=built.agencies[story.agency] if story.agency else None,
            copyright_notice=story.copyright_notice,
            usage_terms=story.usage_terms,
            comments_mode=story.comments_mode,
            slug=story.slug,
        ),
        actor=built.people["aoife"],
    )


def contributor(name: str, built: Built) -> Contributor:
    """A name over a story: one of the paper's own people, or a guest who writes once."""
    if name not in built.contributors:
        built.contributors[name] = Contributor.objects.create(name=name)
    return built.contributors[name]


def finish(story: Story, built: Built) -> None:
    page = StoryPage.objects.get(pk=built.stories[story.slug].pk)
    page.body = [as_block(block, built) for block in story.body]
    if story.corrections:
        page.updated_at = built.now - timedelta(hours=min(one.hours_ago for one in story.corrections))
    page.sensitive, page.adverts_off, page.ask_off = story.sensitive, story.adverts_off, story.ask_off
    page.related = [RelatedStory(other=built.stories[slug], sort_order=n) for n, slug in enumerate(story.related)]
    page.corrections_list = [
        Correction(kind=one.kind, text=one.text, made_at=built.now - timedelta(hours=one.hours_ago), sort_order=place)
        for place, one in enumerate(story.corrections)
    ]
    page.save_revision(user=built.people["aoife"])
    built.stories[story.slug] = publish_story(
        story=page,
        actor=built.people["aoife"],
        first_published_at=built.now - timedelta(hours=story.hours_ago),
    )


def as_block(block: Block, built: Built) -> tuple[str, object]:
    match block:
        case Paragraph(html=html):
            return "paragraph", f"<p>{html}</p>"
        case Subhead(text=text):
            return "subhead", text
        case PictureInText(picture=picture):
            return "picture", {"picture": built.pictures[picture.file], "caption": "", "credit": "", "alternative": ""}
        case PullQuote(quote=quote, attribution=attribution, role=role):
            return "pull_quote", {"quote": quote, "attribution": attribution, "role": role}
        case ReadAlso(story=slug):
            return "read_also", {"story": built.stories[slug]}
        case FactBox(title=title, html=html):
            return "fact_box", {"title": title, "text": html}
        case Chart():
            words = {
                name: getattr(block, name) for name in ("title", "kind", "figures", "unit", "description", "source")
            }
            return "chart", words
