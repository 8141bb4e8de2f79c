"""What is one's own under a story: the name one posts as, and comments nobody else sees yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string

from standfirst import clock
from standfirst.accounts.models import User
from standfirst.comments.actions.editing import earliest_editable
from standfirst.comments.actions.picking import may_pick
from standfirst.comments.models import Comment, Follow, Recommendation
from standfirst.comments.queries import muted_comments, waiting_comments
from standfirst.web.personal import PersonalBit, personal_bits

MOST_MARKS = 500


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
    since = earliest_editable(now=clock.now())
    mine = Comment.objects.filter(thread=thread_id, author=reader, state=Comment.State.PUBLISHED).order_by("-posted_at")
    own = list(mine.values_list("pk", "posted_at")[:MOST_MARKS])
    recommended = Recommendation.objects.filter(thread=thread_id, reader=reader, undone_in__isnull=True)
    return {
        "may_pick": may_pick(reader),
        "own": commas(pk for pk, _ in own),
        "editable": commas(pk for pk, posted_at in own if posted_at >= since),
        "recommended": commas(recommended.order_by("-made_at").values_list("comment_id", flat=True)[:MOST_MARKS]),
    }


def commas(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in numbers)
