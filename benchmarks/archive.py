"""An archive of invented stories, straight into the tables. Loaded only inside a site's own process."""

from __future__ import annotations

import json
import random
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Page

from standfirst import clock
from standfirst.stories.actions.searching import index_story
from standfirst.stories.models import Byline, Contributor, SectionPage, StoryPage

IN_EVERY_STORY = "estuary"
IN_FEW_STORIES = "quahog"
IN_ONE_OF = 600
VOCABULARY = 6000
WORDS_OF_A_STORY = 1600
PARAGRAPHS = 20
SYLLABLES = ("ba", "den", "fir", "gal", "hul", "kel", "lo", "mar", "nis", "or", "pel", "rin", "sta", "tov", "un", "wek")


@transaction.atomic
def write_stories(*, count: int) -> float:
    """Public stories in all sections by all contributors, an hour apart; returns the seconds that indexing took."""
    chance = random.Random(1)  # noqa: S311 - the same archive each time
    sections = list(SectionPage.objects.order_by("path"))
    contributors = list(Contributor.objects.order_by("pk"))
    texts = invented_texts(chance)
    pages = [page_of(number, sections[number % len(sections)]) for number in range(count)]
    Page.objects.bulk_create(pages)
    for page in pages:
        story = StoryPage(page_ptr_id=page.pk, standfirst=f"All about the {IN_EVERY_STORY}.")
        story.body = json.dumps(body_of(next(texts), rare=page.pk % IN_ONE_OF == 0))
        story.save_base(raw=True, force_insert=True)
    Byline.objects.bulk_create(
        Byline(story_id=page.pk, contributor=contributors[page.pk % len(contributors)], sort_order=0) for page in pages
    )
    for section in sections:
        section.numchild = Page.objects.child_of(section).count()
        section.save(update_fields=["numchild"])
    begun = time.perf_counter()
    for page in pages:
        index_story(story_id=page.pk)
    indexing = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return indexing


def page_of(number: int, section: SectionPage) -> Page:
    at = clock.now() - timedelta(hours=number + 300)
    slug = f"archive-{number}"
    title = f"Archive {number}: the {IN_EVERY_STORY if number % 10 == 0 else 'coast'} in other years"
    return Page(
        path=f"{section.path}{Page._int2str(5000 + number).rjust(Page.steplen, '0')}",
        depth=section.depth + 1,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=f"{section.url_path}{slug}/",
        content_type=ContentType.objects.get_for_model(StoryPage),
        locale_id=section.locale_id,
        live=True,
        first_published_at=at,
        last_published_at=at,
    )


def body_of(words: list[str], *, rare: bool) -> list[dict[str, str]]:
    words = [*words, IN_EVERY_STORY, *([IN_FEW_STORIES] if rare else [])]
    step = len(words) // PARAGRAPHS + 1
    return [
        {"type": "paragraph", "value": f"<p>{' '.join(words[start : start + step])}.</p>", "id": str(uuid.uuid4())}
        for start in range(0, len(words), step)
    ]


def invented_texts(chance: random.Random) -> Iterator[list[str]]:
    """Words as often as words are: the tenth a tenth as often as the first."""
    words = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(VOCABULARY)})
    chance.shuffle(words)
    weights = [1 / place for place in range(1, len(words) + 1)]
    while True:
        yield chance.choices(words, weights, k=WORDS_OF_A_STORY)
