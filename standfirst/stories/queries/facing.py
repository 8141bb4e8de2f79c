"""How a story and the paper face the world: what search engines, other sites and shared links are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from standfirst.prepared import Prepared
from standfirst.stories.addresses import absolute, contributor_path
from standfirst.stories.models import PaperSettings, Picture, StoryPage
from standfirst.stories.plain_files import said_lines
from standfirst.stories.sizes import SENT, THUMBNAIL
from standfirst.stories.structured import Amendment, Article, Image, Publisher, Writer
from standfirst.stories.syndication.entries import authors_among, changed_at

RATIOS = 3


@dataclass(frozen=True)
class Facing:
    """The facts of one story; `images` are its lead picture, the widest ratio first, the smallest size last."""

    article: Article
    images: Sequence[Image]
    alternative: str
    versions: Sequence[StoryPage]


def how_it_faces(story: StoryPage, *, comments: int | None = None) -> Facing:
    """At most five queries, whatever the story holds."""
    images = structured_images(story)
    versions = versions_in_other_languages(story)
    # Machines need no split seconds, and compare what we say in several places.
    published = (story.first_published_at or timezone.now()).replace(microsecond=0)
    corrections = story.corrections
    original = story.translation_of_id
    article = Article(
        address=absolute(story.full_url or ""),
        headline=story.title,
        description=story.search_description or story.standfirst,
        language=story.language or settings.LANGUAGE_CODE,
        section=story.section.title,
        published_at=timezone.localtime(published),
        changed_at=timezone.localtime(changed_at(published, story.updated_at, [one.made_at for one in corrections])),
        images=images[:RATIOS],
        writers=_writers(story),
        topics=[topic.name for topic in story.shown_topics],
        amendments=[Amendment(text=one.text, made_at=timezone.localtime(one.made_at)) for one in corrections],
        copyright_holder=story.agency.name if story.agency else "",
        credit=story.copyright_notice,
        comment_count=comments,
        translation_of=next((one.full_url for one in versions if one.pk == original), ""),
        translations=[one.full_url for one in versions if one.translation_of_id == story.pk],
    )
    return Facing(article=article, images=images, alternative=story.lead_alternative, versions=versions)


def structured_images(story: StoryPage) -> list[Image]:
    """The lead picture in every size that search engines and other sites ask for, as far as they are drawn."""
    picture = story.lead_picture
    if picture is None:
        return []
    caption, credit = story.own_lead_caption or picture.caption, story.own_lead_credit or picture.credit_line
    drawn = [*picture.structured_renditions(), picture.shown(THUMBNAIL)]
    return [
        Image(
            address=absolute(size.url),
            width=size.width,
            height=size.height,
            caption=caption,
            credit=credit,
            creator=picture.byline,
            copyright_notice=picture.copyright_notice,
            terms=picture.web_statement,
        )
        for size in drawn
        if size
    ]


def versions_in_other_languages(story: StoryPage) -> list[StoryPage]:
    """The story it was translated from and all translations of that, as far as readers may see them. One query."""
    if story.pk is None:
        return []
    family = FAMILY(original=story.translation_of_id or story.pk)
    return sorted((one for one in family if one.pk != story.pk), key=lambda one: int(one.pk))


FAMILY: Prepared[StoryPage] = Prepared(
    lambda original: (
        StoryPage.objects.visible_to_readers()
        .filter(Q(pk=original) | Q(translation_of=original))
        .select_related(None)
        .only("title", "slug", "path", "depth", "url_path", "language", "translation_of")
        .order_by()
    )
)


def publisher() -> Publisher:
    """The paper as its settings have it. One query, and one more for a logo."""
    paper = PaperSettings.current()
    return Publisher(
        name=paper.publisher,
        home=absolute("/"),
        logo=_logo(paper.logo),
        email=paper.public_email,
        principles=paper.publishing_principles,
        corrections_policy=paper.corrections_policy,
        accounts=said_lines(paper.social_accounts),
    )


def _logo(picture: Picture | None) -> Image | None:
    size = picture.shown(SENT) if picture else None
    return Image(address=absolute(size.url), width=size.width, height=size.height) if size else None


def _writers(story: StoryPage) -> list[Writer]:
    bylines = authors_among([(one, one.role) for one in story.byline_entries])
    return [
        Writer(name=one.name, address=absolute(contributor_path(one.contributor)))
        if one.contributor
        else Writer(name=one.name, is_organization=True)
        for one in bylines
    ]
