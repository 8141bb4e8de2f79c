"""What is one's own under a story: the name one posts as, and comments nobody else sees yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.comments.actions.editing import earliest_editable
from standfirst.comments.actions.picking import may_pick
from standfirst.comments.models import Comment, Follow
from standfirst.comments.queries import muted_comments, waiting_comments
from standfirst.comments.queries.own import marks_in
from standfirst.web.personal import PersonalBit, personal_bits


@personal_bits
def own_in_thread(request: HttpRequest) -> Iterator[PersonalBit]:
    text = request.GET.get("thread", "")
    if not (text.isascii() and text.isdigit() and len(text) < 15) or request.user.is_anonymous:
        return
    yield PersonalBit("#posting-as", render_to_string("comments/posting_as.html", {"reader": request.user}))
    yield PersonalBit("#own-marks", render_to_string("comments/own_marks.html", own_marks(request.user, int(text))))
    waiting: list[Comment] = waiting_comments(thread_id=int(text), author=request.user)
    if waiting:
        yield PersonalBit("#own-comments", render_to_string("comments/own.html", {"waiting_comments": waiting}))
    follows = Follow.objects.filter(thread=int(text), reader=request.user).exists()
    button = {"thread": {"pk": int(text)}, "follows": follows}
    yield PersonalBit("#follow-thread", render_to_string("comments/follow_button.html", button))
    muted_ids = muted_comments(thread_id=int(text), reader=request.user)
    if muted_ids:
        yield PersonalBit("#muted-comments", render_to_string("comments/muted_comments.html", {"muted_ids": muted_ids}))


def own_marks(reader: User, thread_id: int) -> dict[str, object]:
    """The newest comments of the reader's own in a thread and the newest they recommend: numbers with commas."""
    marks = marks_in(thread_id=thread_id, reader=reader, editable_since=earliest_editable(now=clock.now()))
    return {
        "may_pick": may_pick(reader),
        "own": commas(marks.own),
        "editable": commas(marks.editable),
        "recommended": commas(marks.recommended),
    }


def commas(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in numbers)
