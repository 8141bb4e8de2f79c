"""What a person says of himself or herself to other readers, and what moderators take away."""

from __future__ import annotations

import unicodedata

from django.db import transaction

from standfirst.accounts.invisible import without_piles
from standfirst.accounts.models import ABOUT_LENGTH, User
from standfirst.edge.purging import purge_on_commit


@transaction.atomic
def describe(*, user: User, about: str, shows_support: bool) -> User:
    """Keep a few plain words about the person, at most 300 letters, and whether the supporter's badge is shown."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.about, locked.shows_support = clean_about(about=about), shows_support
    locked.save(update_fields=["about", "shows_support"])
    purge_on_commit(f"reader:{locked.pk}")
    return locked


@transaction.atomic
def reset_about(*, user_id: int) -> None:
    locked = User.objects.select_for_update().get(pk=user_id)
    locked.about = ""
    locked.save(update_fields=["about"])
    purge_on_commit(f"reader:{locked.pk}", drop=True)


def clean_about(*, about: str) -> str:
    """One paragraph of plain text, without controls that turn or hide letters."""
    spaced = " ".join(about.split())
    kept = "".join(one for one in spaced if unicodedata.category(one)[0] != "C" or one == "\u200d")
    return " ".join(without_piles(unicodedata.normalize("NFC", kept)).split())[:ABOUT_LENGTH].strip()
