"""What the worker does for the accounts desk."""

from django.tasks import task

from standfirst import clock
from standfirst.accounts.actions.downloads import make_download
from standfirst.accounts.actions.letters import send_letter


@task
def deliver_letter(letter_id: int) -> None:
    send_letter(letter_id=letter_id, now=clock.now())


@task
def make_asked_download(download_id: int) -> None:
    make_download(download_id=download_id, now=clock.now())
