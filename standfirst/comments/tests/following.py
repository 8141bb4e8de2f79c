"""Somebody who pages through a thread in one order, and follows every fold at the end."""

from __future__ import annotations

from standfirst.comments.cursors import Cursor, Sort, read_cursor
from standfirst.comments.models import Comment, Thread
from standfirst.comments.queries.pages import Fold, ThreadPage, branch_page, thread_page
from standfirst.comments.queries.places import public_place


def read(thread: Thread, sort: Sort, after: Cursor | None = None) -> ThreadPage:
    place = public_place(thread.pk)
    assert place is not None
    return thread_page(thread=place.thread, place=place, sort=sort, after=after)


def cursor_of(address: str, sort: Sort) -> Cursor | None:
    return read_cursor(address.rpartition("after=")[2], sort)


class Reading:
    """`seen` are the comments in the order in which they were met."""

    def __init__(self, thread: Thread, sort: Sort) -> None:
        self.thread, self.sort = thread, sort
        self.seen: list[int] = []
        self.folds: list[str] = []
        self.after: Cursor | None = None
        self.begun = self.done = False

    def next_page(self) -> None:
        page = read(self.thread, self.sort, self.after)
        self.take(page)
        self.after, self.done = cursor_of(page.more, self.sort), not page.more

    def take(self, page: ThreadPage) -> None:
        self.seen += [one.pk for one in page.comments if not isinstance(one, Fold)]
        self.folds += [one.address for one in page.comments if isinstance(one, Fold)]

    def unfold(self) -> None:
        address = self.folds.pop(0)
        number = int(address.split("?")[0].split("/")[-2])
        place = public_place(self.thread.pk)
        assert place is not None
        after = address.partition("after=")[2]
        try:
            page = branch_page(thread=place.thread, place=place, number=number, after=after)
        except Comment.DoesNotExist:
            return
        stood_above = {one for one in self.seen if one in self.line(number)}
        self.seen += [one.pk for one in page.comments if not isinstance(one, Fold) and one.pk not in stood_above]
        self.folds += [one.address for one in page.comments if isinstance(one, Fold)]

    def line(self, number: int) -> set[int]:
        path = Comment.objects.get(thread=self.thread, number=number).path
        line = [path[:end] for end in range(7, len(path) + 1, 7)]
        return set(Comment.objects.filter(thread=self.thread, path__in=line).values_list("pk", flat=True))
