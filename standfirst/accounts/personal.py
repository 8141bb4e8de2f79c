"""The reader's own name in the masthead."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string

from standfirst.accounts.queries import MOST_COUNTED, count_unseen
from standfirst.web.personal import PersonalBit, personal_bits


@personal_bits
def reader_in_masthead(request: HttpRequest) -> Iterator[PersonalBit]:
    if request.user.pk is None:
        return
    unseen = count_unseen(reader_id=request.user.pk)
    context = {"reader": request.user, "unseen": unseen, "most": MOST_COUNTED}
    yield PersonalBit("#reader", render_to_string("accounts/reader.html", context))
