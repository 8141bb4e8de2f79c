"""What the worker does for the moderation desk."""

from django.tasks import task

from standfirst import clock
from standfirst.moderation.actions.telling import tell_author_in_page


@task
def tell_author_of_decision(decision_id: int) -> None:
    tell_author_in_page(decision_id=decision_id, now=clock.now())
