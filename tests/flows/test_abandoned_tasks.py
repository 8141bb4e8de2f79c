"""Tasks whose worker died over them are taken up again; those of a living worker are left alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from standfirst.accounts.tasks import deliver_letter
from standfirst.processes.worker import ABANDONED_AFTER, TaskLoop, take_up_abandoned

pytestmark = pytest.mark.django_db

HERE = socket.gethostname()[:40]
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def under_way(worker: str, *, since: datetime = NOON) -> DBTaskResult[Any, Any]:
    """A task that this worker has begun."""
    task = DBTaskResult.objects.get(pk=deliver_letter.enqueue(letter_id=1).id)
    task.claim(worker)
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=since)
    return task


def is_ready(task: DBTaskResult[Any, Any]) -> bool:
    task.refresh_from_db()
    return bool(task.status == TaskResultStatus.READY)


def test_the_task_of_a_dead_worker_of_this_machine_is_ready_again_at_once() -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    task = under_way(f"{HERE}:{dead.pid}")
    assert take_up_abandoned(now=NOON) == 1
    assert is_ready(task)


def test_a_worker_that_got_the_number_of_the_dead_one_takes_its_task_up() -> None:
    assert take_up_abandoned(now=NOON) == 0
    task = under_way(f"{HERE}:{os.getpid()}")
    assert take_up_abandoned(now=NOON) == 1
    assert is_ready(task)


@pytest.mark.parametrize("worker", [f"{HERE}:{os.getppid()}", "another-machine:4711", "somebody without number"])
def test_a_worker_that_may_live_has_ten_minutes(worker: str) -> None:
    task = under_way(worker)
    assert take_up_abandoned(now=NOON + ABANDONED_AFTER) == 0
    assert not is_ready(task)
    assert take_up_abandoned(now=NOON + ABANDONED_AFTER + timedelta(seconds=1)) == 1
    assert is_ready(task)


def test_a_worker_looks_at_its_start_and_then_now_and_again() -> None:
    loop = TaskLoop()
    under_way("another-machine:4711", since=NOON)
    assert loop.look_for_abandoned() == 1
    under_way("another-machine:4711", since=NOON)
    assert loop.look_for_abandoned() == 0
    loop.next_look = 0.0
    assert loop.look_for_abandoned() == 1
