"""Facts: announced only inside a transaction; what follows holds together with it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from standfirst import events
from standfirst.accounts.tasks import deliver_letter
from standfirst.events import OutsideTransaction, after, announce, within

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class KettleBoiled:
    letter_id: int


@pytest.fixture(autouse=True)
def _forget_listeners() -> object:
    yield
    events._within.pop(KettleBoiled, None)
    events._after.pop(KettleBoiled, None)
    return None


def test_a_fact_outside_a_transaction_is_refused() -> None:
    with pytest.raises(OutsideTransaction):
        announce(KettleBoiled(letter_id=1))


def test_a_handler_within_fails_the_transaction() -> None:
    def spill(fact: KettleBoiled) -> None:
        raise RuntimeError("spilled")

    after(KettleBoiled, deliver_letter)
    within(KettleBoiled, spill)
    with pytest.raises(RuntimeError), transaction.atomic():
        announce(KettleBoiled(letter_id=1))
    assert not DBTaskResult.objects.exists()


def test_a_task_after_is_a_row_of_the_same_transaction() -> None:
    after(KettleBoiled, deliver_letter)
    with transaction.atomic():
        announce(KettleBoiled(letter_id=7))
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()
    with transaction.atomic():
        announce(KettleBoiled(letter_id=7))
    assert DBTaskResult.objects.get().args_kwargs == {"args": [], "kwargs": {"letter_id": 7}}
