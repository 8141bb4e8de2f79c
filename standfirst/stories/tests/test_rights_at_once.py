"""Stories published in the same instant: a picture for one use goes to one of them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.actions.rights import PictureRestricted
from standfirst.stories.models import PictureUse, StoryPage
from standfirst.stories.tests.factories import make_draft
from standfirst.stories.tests.test_rights_in_pictures import in_text, once


def with_an_action(story: StoryPage) -> None:
    publish_story(story=story, actor=None)


def with_wagtail_alone(story: StoryPage) -> None:
    """In no transaction but those that Wagtail opens itself."""
    story.get_latest_revision().publish()


def all_at_once(publish: Callable[[StoryPage], None], stories: list[StoryPage]) -> list[bool]:
    together = threading.Barrier(len(stories))

    def do(story: StoryPage) -> bool:
        try:
            together.wait(10)
            publish(story)
        except PictureRestricted:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(stories)) as people:
        return list(people.map(do, stories))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("publish", [with_an_action, with_wagtail_alone])
def test_of_stories_published_at_once_one_takes_the_picture(publish: Callable[[StoryPage], None]) -> None:
    for round_ in range(2):
        first, second = once(f"First {round_}"), once(f"Second {round_}")
        # Two pictures, placed crosswise: held in one order, so nobody waits for somebody who waits for them.
        stories = [
            make_draft(f"Ferry {round_}.{one}", lead_picture=lead, body=in_text(other))
            for one, (lead, other) in enumerate([(first, second), (second, first), (first, second)])
        ]
        assert sorted(all_at_once(publish, stories)) == [False, False, True]
        [public] = StoryPage.objects.filter(pk__in=[story.pk for story in stories], live=True)
        assert set(PictureUse.objects.filter(picture__in=[first, second]).values_list("story", flat=True)) == {
            public.pk
        }
