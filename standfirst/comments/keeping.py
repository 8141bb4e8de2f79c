"""Words of somebody who has yet to sign in or choose a name, kept in the session until they can be posted."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.http import HttpRequest

KEY = "kept_comment"


@dataclass(frozen=True)
class KeptComment:
    """What was typed, where it belongs, and the key under which it will be posted once."""

    thread_id: int | None
    body: str
    parent_id: int | None
    posting_key: str
    follow: bool = False
    # Of a page elsewhere whose thread is made with its first comment.
    site: str = ""
    address: str = ""


def keep(request: HttpRequest, comment: KeptComment) -> None:
    request.session[KEY] = asdict(comment)


def kept(request: HttpRequest) -> KeptComment | None:
    raw = request.session.get(KEY)
    return KeptComment(**raw) if isinstance(raw, dict) else None


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
