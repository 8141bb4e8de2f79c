"""The people of the tests: Niamh reads, Cormac moderates, Aoife edits, Tadhg is the other reader."""

from __future__ import annotations

from standfirst.accounts.actions.people import enrol
from standfirst.accounts.models import EDITORS, MODERATORS, User

PASSWORD = "a quiet harbour at dusk"


def make_reader(name: str = "Niamh") -> User:
    return enrol(email=f"{name.lower()}@readers.example", display_name=name)


def niamh() -> User:
    return User.objects.filter(email="niamh@readers.example").first() or make_reader("Niamh")


def tadhg() -> User:
    return User.objects.filter(email="tadhg@readers.example").first() or make_reader("Tadhg")


def cormac() -> User:
    return _staff("Cormac", MODERATORS)


def aoife() -> User:
    return _staff("Aoife", EDITORS)


def _staff(name: str, group: str) -> User:
    email = f"{name.lower()}@paper.example"
    found = User.objects.filter(email=email).first()
    return found or enrol(email=email, display_name=name, password=PASSWORD, group=group)
