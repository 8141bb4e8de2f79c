"""What the worker does for the contributions desk."""

from django.tasks import task

from standfirst import clock
from standfirst.contributions.actions.applying import apply_event
from standfirst.contributions.actions.delivering import deliver_said


@task
def apply_processor_event(event_id: int) -> None:
    apply_event(event_id=event_id, now=clock.now())


@task
def deliver_what_the_double_said(said_id: int) -> None:
    deliver_said(said_id=said_id, now=clock.now())
