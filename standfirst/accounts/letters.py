"""Words of letters that tell what is new, and the address by which a reader stops them."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.accounts.kinds import Words, kind_named
from standfirst.accounts.models import User

EVERY_DAILY = "daily"
"""In place of a kind: all that comes with the morning's letter."""
SALT = "standfirst.letters.stop"
LONGEST_SUBJECT = 150
MOST_IN_A_LETTER = 100


def stop_token(*, reader: User, kind: str) -> str:
    """Names a reader and a kind of letters; only who knows the site's secret key can make one. It signs nobody in."""
    return Signer(salt=SALT).sign(f"{reader.reference}:{kind}")


def read_stop_token(token: str) -> tuple[str, str] | None:
    """The reader's reference and the kind; None for a token that is not ours."""
    try:
        reference, _colon, kind = Signer(salt=SALT).unsign(token).partition(":")
    except BadSignature:
        return None
    return reference, kind


def stop_address(*, reader: User, kind: str) -> str:
    """The whole address that stands in a letter and in its List-Unsubscribe header."""
    return f"{settings.BASE_URL}{reverse('stop_letters', args=[stop_token(reader=reader, kind=kind)])}"


def compose_notification(*, words: Words, reader: User, kind: str) -> tuple[str, str]:
    """Subject and text of a letter about one thing."""
    known = kind_named(kind)
    label = str(known.label) if known else kind
    return shortened(words.line), _text("notification", [words], reader=reader, kind=kind, label=label)


def compose_digest(*, items: Sequence[Words], reader: User) -> tuple[str, str]:
    """Subject and text of the morning's letter."""
    subject = ngettext("One thing is new for you", "%(count)s things are new for you", len(items))
    subject = subject % {"count": len(items)}
    return f"{subject} · {settings.PAPER_NAME}", _text("digest", items, reader=reader, kind=EVERY_DAILY, label="")


def shortened(line: str) -> str:
    return line if len(line) <= LONGEST_SUBJECT else _("%(line)s…") % {"line": line[: LONGEST_SUBJECT - 1].rstrip()}


def _text(name: str, items: Sequence[Words], *, reader: User, kind: str, label: str) -> str:
    context = {
        "items": items,
        "reader": reader,
        "label": label,
        "paper": settings.PAPER_NAME,
        "base_url": settings.BASE_URL,
        "stop_address": stop_address(reader=reader, kind=kind),
    }
    return render_to_string(f"accounts/letters/{name}.txt", context)
