"""What the worker does for the comments desk."""

from django.tasks import task

from standfirst import clock
from standfirst.comments.actions.telling import tell_of_comment


@task
def tell_readers_of_comment(comment_id: int, thread_id: int) -> None:
    tell_of_comment(comment_id=comment_id, now=clock.now())
