"""Addresses that somebody typed and nobody proved do not stay for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from standfirst import clock
from standfirst.accounts.actions.people import forget_unproven, open_account
from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import aoife

pytestmark = pytest.mark.django_db


def test_an_unproven_account_goes_after_a_day_and_people_stay() -> None:
    typed, editor = open_account(email="mistyped@readers.example"), aoife()
    assert forget_unproven(now=clock.now()) == 0
    assert forget_unproven(now=clock.now() + timedelta(days=2)) == 1
    assert not User.objects.filter(pk=typed.pk).exists()
    assert User.objects.filter(pk=editor.pk).exists()
