"""What the worker does for the stories desk."""

from django.tasks import task

from standfirst import clock
from standfirst.stories.actions.embeds import fetch_embed
from standfirst.stories.actions.pictures import draw_sizes
from standfirst.stories.models import StoryPage


@task
def draw_sizes_of_story(story_id: int) -> None:
    story = StoryPage.objects.select_related("lead_picture").filter(pk=story_id).first()
    if story is not None:
        draw_sizes(story=story)


@task
def fetch_wanted_embed(embed_id: int) -> None:
    fetch_embed(embed_id=embed_id, now=clock.now())
