"""What a benchmark has to do with the site's own settings: `python -m benchmarks.inside TASK JSON`, answer in JSON.

The harness itself loads no Django, so that it can measure sites on two databases, one after the other.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

TASKS: dict[str, Callable[..., object]] = {}


def task(function: Callable[..., object]) -> Callable[..., object]:
    TASKS[function.__name__] = function
    return function


def main() -> int:
    import django

    django.setup()
    name, arguments = sys.argv[1:3]
    sys.stdout.write(json.dumps(TASKS[name](**json.loads(arguments))) + "\n")
    return 0


@task
def mark_as_prepared() -> None:
    """The site need not look through everything again; the mark depends on the settings, so it is made with them."""
    from standfirst.processes.places import Places
    from standfirst.processes.stamps import write_stamp

    write_stamp(Places.from_environ())


@task
def story_with_comments(*, comments: int) -> str:
    """The address of the story under which so many comments stand."""
    from standfirst.comments.models import Thread

    return str(Thread.objects.select_related("story").get(comment_count=comments).place.url)


@task
def count_queries(*, path: str) -> int:
    """SQL statements for one page, once the process has served it before."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": settings.BASE.netloc})
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} was answered with {answer.status_code}")
    return len(captured)


@task
def write_archive(*, stories: int) -> dict[str, float]:
    """So many more public stories, and the seconds it took to index them."""
    from benchmarks.archive import write_stories

    return {"indexing": write_stories(count=stories)}


@task
def read_threads(*, lengths: list[int]) -> dict[str, dict[str, float]]:
    """What the pages of threads of these lengths cost."""
    from benchmarks import inside_reading

    return inside_reading.read_threads(lengths=lengths)


@task
def hold_conversation(*, comments: int) -> str:
    """The longest story that nobody has spoken under, after so many comments of the demo were posted there as well."""
    from standfirst import clock
    from standfirst.comments.actions.posting import post_comment
    from standfirst.comments.models import Comment, Thread

    threads = Thread.objects.filter(comment_count=0, story__comments_mode="open").select_related("story")
    quiet = max(threads, key=lambda one: len(str(one.story.body.raw_data if one.story else "")))
    said = Comment.objects.filter(state=Comment.State.PUBLISHED).order_by("-thread__comment_count", "number")
    for number, comment in enumerate(said.select_related("author")[:comments]):
        at = clock.now() - timedelta(minutes=comments - number)
        post_comment(thread_id=quiet.pk, author=comment.author, body=comment.body, now=at)
    held = comments - Comment.objects.filter(thread=quiet, state=Comment.State.PUBLISHED).count()
    if held:
        raise RuntimeError(f"{held} of {comments} comments were not published")
    return str(quiet.place.url)


@task
def prepare_posting(*, readers: int) -> dict[str, Any]:
    """Readers with a session each, and a thread with some comments to reply to."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.hashers import make_password
    from django.contrib.sessions.backends.db import SessionStore

    from standfirst.accounts.models import User
    from standfirst.comments.models import Comment, Thread

    unusable = make_password(None)
    people = User.objects.bulk_create(
        User(email=f"reader{number}@load.example", display_name=f"Reader {number}", password=unusable)
        for number in range(readers)
    )
    sessions = []
    for person in people:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save(must_create=True)
        sessions.append(session.session_key)
    thread = Thread.objects.order_by("-comment_count")[0]
    parents = Comment.objects.filter(thread=thread, state=Comment.State.PUBLISHED).values_list("pk", flat=True)
    return {"thread": thread.pk, "sessions": sessions, "parents": list(parents)}


@task
def write_reader(*, comments: int) -> int:
    """The number of a reader with so many comments."""
    from benchmarks.erased_reader import write_reader as write

    return write(comments=comments)


@task
def erase_reader(*, reader: int) -> dict[str, float]:
    """Closes the account; how long each transaction took, in milliseconds."""
    from benchmarks.erased_reader import erase

    return erase(reader_id=reader)


@task
def count_comments(*, thread: int) -> int:
    """Published comments as the thread's own counter has them."""
    from standfirst.comments.models import Thread

    return Thread.objects.get(pk=thread).comment_count


@task
def count_recommendations(*, thread: int) -> int:
    """Of all comments of the thread, as the comments' own counters have them."""
    from django.db.models import Sum

    from standfirst.comments.models import Comment

    return int(Comment.objects.filter(thread=thread).aggregate(all=Sum("recommend_count"))["all"] or 0)


if __name__ == "__main__":
    sys.exit(main())
