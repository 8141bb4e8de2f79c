"""Between a commit and its tasks nothing is lost, whenever the worker dies."""

from __future__ import annotations

import os
import re
import signal
import socket
from typing import Any

import pytest

from tests.readers import a_comment
from tests.site import Site, until

pytestmark = pytest.mark.processes


def report(site: Site, comment_id: int, words: str) -> str:
    """A report by somebody without an account; its reference."""
    fields = {"reason": "uncivil", "words": words, "email": "passer@by.example"}
    answer = site.ask(f"/comments/{comment_id}/report/", fields=fields)
    found = re.fullmatch(r"/reports/(\w+)/", answer.location)
    assert found, (answer.status, answer.text[:400])
    return found.group(1)


def letters_about(site: Site, reference: str) -> list[str]:
    """The letters that left the house with this reference in them."""
    letters = [path.read_text(encoding="utf-8") for path in (site.home / "mail").iterdir()]
    return [letter for letter in letters if reference in letter]


def test_letters_are_delivered_once_though_the_worker_died(site: Site) -> None:
    from django_tasks_db.models import DBTaskResult

    from standfirst.accounts.models import Letter

    with site.without("worker") as killed:
        comment = a_comment(site)
        references = [report(site, comment, words) for words in ("It insults the pilot.", "And the harbour.")]
        with site.open_database():
            letters = [Letter.objects.get(purpose=f"report:{reference}:received") for reference in references]
            waiting = DBTaskResult.objects.ready()
            tasks = [waiting.get(args_kwargs__kwargs__letter_id=letter.pk) for letter in letters]
            # As if it had died over this one, just before it took the letter.
            tasks[0].claim(f"{socket.gethostname()[:40]}:{killed['worker']}")
        assert [letter.sent_at for letter in letters] == [None, None]
        assert not any(letters_about(site, reference) for reference in references)
    with site.open_database():
        done = DBTaskResult.objects.successful().filter(pk__in=[task.pk for task in tasks])
        until(lambda: done.count() == 2, within=20, what="both tasks done")
        assert not Letter.objects.filter(pk__in=[letter.pk for letter in letters], sent_at=None).exists()
    assert [len(letters_about(site, reference)) for reference in references] == [1, 1]


def test_a_task_whose_worker_was_killed_is_taken_up_again(site: Site) -> None:
    from django.db.models import Q
    from django_tasks_db.models import DBTaskResult

    from standfirst.stories.models import StoryPage
    from standfirst.stories.tasks import draw_sizes_of_story

    with site.open_database():
        stories = StoryPage.objects.exclude(lead_picture=None)[:2]
        for story in stories:
            # Drawn again, which takes long enough to be caught at it.
            story.lead_picture.renditions.all().delete()
        tasks = Q(pk__in=[draw_sizes_of_story.enqueue(story_id=story.pk).id for story in stories])
        worker = site.pids()["worker"]

        def caught_at_one() -> list[DBTaskResult[Any, Any]]:
            os.kill(worker, signal.SIGSTOP)
            found = list(DBTaskResult.objects.running().filter(tasks))
            if not found:
                os.kill(worker, signal.SIGCONT)
            return found

        [abandoned] = until(caught_at_one, within=20, what="a task under way")
        assert site.kill("worker") == worker
        # A new worker has to come up first, and pictures are drawn beside whatever else the machine does.
        until(
            lambda: DBTaskResult.objects.successful().filter(tasks).count() == len(stories),
            within=120,
            what="all pictures drawn",
        )
        abandoned.refresh_from_db()
        assert len(abandoned.worker_ids) == 2
