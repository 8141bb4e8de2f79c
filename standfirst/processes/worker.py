"""The worker: runs tasks as they come, and the chores of `wiring.py` at their times."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from datetime import datetime, timedelta
from types import FrameType

from django.db import DatabaseError, close_old_connections, transaction
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from standfirst import clock
from standfirst.checks import refuse_demo_people
from standfirst.wiring import CHORES

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2
ABANDONED_AFTER = timedelta(minutes=10)
LOOK_FOR_ABANDONED_SECONDS = 60


class TaskLoop:
    """Runs what is ready, looks again after POLL_SECONDS, and does each chore when its time has come."""

    def __init__(self) -> None:
        self.worker_id = f"{socket.gethostname()[:40]}:{os.getpid()}"
        self.running = True
        self.next_run = dict.fromkeys((chore.name for chore in CHORES), 0.0)
        self.next_look = 0.0

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.running = False

    def run(self) -> None:
        """Until SIGTERM or SIGINT; the task at hand is finished first."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        refuse_demo_people()
        while self.running:
            close_old_connections()
            try:
                busy = self.look_for_abandoned() + self.run_ready() + self.run_chores()
            except DatabaseError:
                # The database is away or locked for long; nothing is lost, and it is asked again.
                logger.exception("The database did not answer the worker")
                busy = 0
                time.sleep(1)
            if not busy:
                time.sleep(POLL_SECONDS)

    def look_for_abandoned(self) -> int:
        """At the start, since the one before may have died, and now and then: another machine's may die at any time."""
        if time.monotonic() < self.next_look:
            return 0
        self.next_look = time.monotonic() + LOOK_FOR_ABANDONED_SECONDS
        return take_up_abandoned(now=clock.now())

    def run_ready(self) -> int:
        # A read first: taking a task locks the whole of SQLite, which an idle worker should not do five times a second.
        if not DBTaskResult.objects.ready().exists():
            return 0
        worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=self.worker_id,
            excluded_queue_names=[],
        )
        worker.run()
        return 1

    def run_chores(self) -> int:
        moment = time.monotonic()
        done = 0
        for chore in CHORES:
            if moment < self.next_run[chore.name]:
                continue
            self.next_run[chore.name] = moment + chore.seconds
            try:
                done += bool(chore.run(clock.now()))
            except DatabaseError:
                raise
            except Exception:  # one chore that fails must not stop the others
                logger.exception("The chore %r failed", chore.name)
        return done


@transaction.atomic
def take_up_abandoned(*, now: datetime) -> int:
    """Make tasks ready again whose worker died over them; tasks bear repeats. Returns how many.

    Dead is a worker of this machine whose process is gone, and any that has been at one task for ten minutes.
    """
    taken = 0
    for result in DBTaskResult.objects.running().select_for_update(skip_locked=True):
        started = result.started_at or now
        if now - started > ABANDONED_AFTER or _is_gone(str(result.worker_ids[-1]) if result.worker_ids else ""):
            result.status = TaskResultStatus.READY
            result.save(update_fields=["status"])
            taken += 1
    return taken


def _is_gone(worker_id: str) -> bool:
    host, _, process = worker_id.rpartition(":")
    if host != socket.gethostname()[:40] or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return int(process) == os.getpid()
