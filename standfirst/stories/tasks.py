"""What the worker does for the stories desk."""

from django.tasks import task

from standfirst import clock
from standfirst.stories.actions.embeds import fetch_embed
from standfirst.stories.actions.pictures import draw_picture, draw_sizes
from standfirst.stories.models import Picture, StoryPage

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
