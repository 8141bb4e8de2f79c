"""Bringing the HTML of older comments up to the renderer of today."""

from __future__ import annotations

from django.db import transaction

from standfirst.comments.models import Comment
from standfirst.comments.writing import RENDERER, render_body
from standfirst.edge.purging import purge_on_commit

AT_A_TIME = 200


def render_again() -> int:
    """Render comments that an older renderer wrote; returns how many. The words stay as they are.

    Each is a transaction of its own that takes no lock but that of the comment's row, so nobody waits and none can
    wait for each other.
    """
    older = Comment.objects.filter(renderer__lt=RENDERER).order_by("pk")
    rows = older.values_list("pk", "thread_id", "revision", "body", "body_html")[:AT_A_TIME]
    return sum(_render(pk, thread_id, revision, body, html) for pk, thread_id, revision, body, html in list(rows))


@transaction.atomic
def _render(pk: int, thread_id: int, revision: int, body: str, html: str) -> int:
    new = render_body(body)
    # Edited meanwhile: then it has been rendered anew already.
    written = Comment.objects.filter(pk=pk, revision=revision, renderer__lt=RENDERER)
    changed = written.update(body_html=new, renderer=RENDERER)
    if changed and new != html:
        purge_on_commit(f"thread:{thread_id}")
    return changed
