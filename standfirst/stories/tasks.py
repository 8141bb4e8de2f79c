"""What the worker does for the stories desk."""

from django.tasks import task

from standfirst.stories.actions.pictures import draw_sizes
from standfirst.stories.models import StoryPage


@task
def draw_sizes_of_story(story_id: int) -> None:
    story = StoryPage.objects.select_related("lead_picture").filter(pk=story_id).first()
    if story is not None:
        draw_sizes(story=story)
