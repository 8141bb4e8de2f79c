"""What the worker does for the stories desk."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.tasks import task

from standfirst import clock
from standfirst.stories.actions.embeds import fetch_embed
from standfirst.stories.actions.pictures import draw_picture, draw_sizes
from standfirst.stories.hubs import HubRefused, tell_hub, wait_before
from standfirst.stories.models import Picture, StoryPage
from standfirst.stories.queries.feed_addresses import feeds_of

logger = logging.getLogger(__name__)
# Drawing takes seconds; letters and payments go before it.
AFTER_ALL_ELSE = -10


@task(priority=AFTER_ALL_ELSE)
def draw_sizes_of_story(story_id: int) -> None:
    story = StoryPage.objects.filter(pk=story_id).first()
    if story is not None:
        draw_sizes(story=story)


@task
def fetch_wanted_embed(embed_id: int) -> None:
    fetch_embed(embed_id=embed_id, now=clock.now())


@task(priority=AFTER_ALL_ELSE)
def draw_sizes_of_picture(picture_id: int) -> None:
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        draw_picture(picture=picture)


@task
def tell_hub_of_story(story_id: int, attempt: int = 1) -> None:
    """Tell the WebSub hub, if there is one, of every feed that the story stands in; a hub that is away, again later."""
    story = StoryPage.objects.visible_to_readers().filter(pk=story_id).first()
    if story is None or not settings.WEBSUB_HUB:
        return
    try:
        tell_hub(hub=settings.WEBSUB_HUB, feeds=feeds_of(story))
    except HubRefused as refusal:
        logger.warning("The hub was told in vain (%d): %s", attempt, refusal)
        wait = wait_before(attempt)
        if wait is not None:
            later = tell_hub_of_story.using(run_after=clock.now() + timedelta(seconds=wait))
            later.enqueue(story_id=story_id, attempt=attempt + 1)
