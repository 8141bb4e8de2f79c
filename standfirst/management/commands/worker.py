"""`standfirst worker`: runs tasks and chores until it is stopped."""

from typing import Any

from django.core.management.base import BaseCommand

from standfirst.processes.parent import follow_parent


class Command(BaseCommand):
    help = "Runs tasks as they come and chores at their times, until SIGTERM or SIGINT."

    def handle(self, *args: Any, **options: Any) -> None:
        from standfirst.processes.worker import TaskLoop

        follow_parent(by_name=True)
        TaskLoop().run()
