"""A letter that waits tells what is so when it leaves, not what was so when it was written.

Between the two lie seconds, or days of a mail server that is down; meanwhile somebody may have mended the words that it
quotes, or a moderator taken them away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from standfirst.accounts.kinds import Words, kind_named, words_for
from standfirst.accounts.letters import MOST_IN_A_LETTER, compose_digest, compose_notification
from standfirst.accounts.models import Letter, Notification, User
from standfirst.accounts.mornings import morning_of

AT_ONCE, DAILY = "notification", "digest"


@transaction.atomic
def renew_letter(*, letter: Letter) -> Letter | None:
    """The letter with the words of now; None where it has nothing left to tell, and then it is gone.

    A letter of another kind is returned as it is.
    """
    kind, _colon, rest = letter.purpose.partition(":")
    number, _colon, cause = rest.partition(":")
    if kind not in {AT_ONCE, DAILY} or not number.isdigit():
        return letter
    reader = User.objects.filter(pk=int(number), is_active=True, closed_at=None).first()
    if reader is None:
        return letter
    told = _told_at_once(reader, cause) if kind == AT_ONCE else _told_in_the_morning(reader, date.fromisoformat(cause))
    if not told or any(kind_named(one.kind) is None for one in told):
        return letter
    words = words_for(told)
    items = [words[one.pk] for one in told if one.pk in words][-MOST_IN_A_LETTER:]
    silent = [one.pk for one in told if one.pk not in words]
    Notification.objects.filter(pk__in=silent).update(letter=Notification.InLetter.NONE)
    if not items:
        letter.delete()
        return None
    return _written_anew(letter, reader=reader, items=items, kind="" if kind == DAILY else told[0].kind)


def _written_anew(letter: Letter, *, reader: User, items: Sequence[Words], kind: str) -> Letter:
    if kind:
        subject, text = compose_notification(words=items[0], reader=reader, kind=kind)
    else:
        subject, text = compose_digest(items=items, reader=reader)
    subject = " ".join(subject.split())
    if (subject, text) != (letter.subject, letter.text):
        letter.subject, letter.text = subject, text
        letter.save(update_fields=["subject", "text"])
    return letter


def _told_at_once(reader: User, key: str) -> list[Notification]:
    return list(Notification.objects.filter(reader=reader, key=key))


def _told_in_the_morning(reader: User, day: date) -> list[Notification]:
    """What `write_digest` put into that day's letter: all since the letter before, but for what was told at once."""
    letters = Letter.objects.filter(purpose__startswith=f"{DAILY}:{reader.pk}:")
    days = [date.fromisoformat(one.rpartition(":")[2]) for one in letters.values_list("purpose", flat=True)]
    before = max((one for one in days if one < day), default=None)
    own = Letter.objects.filter(purpose=Concat(Value(f"{AT_ONCE}:{reader.pk}:"), OuterRef("key")))
    there = Notification.objects.filter(~Exists(own), reader=reader, letter=Notification.InLetter.WRITTEN)
    there = there.filter(made_at__lt=morning_of(day))
    return list((there if before is None else there.filter(made_at__gte=morning_of(before))).order_by("pk"))
