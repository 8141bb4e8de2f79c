"""What pages show of the conversation: a fixed number of queries each, whatever the size of a thread."""

from standfirst.comments.queries.pages import ON_A_PAGE, Fold, ThreadPage, branch_page, thread_page
from standfirst.comments.queries.places import most_discussed, muted_comments, place_of, public_place, waiting_comments
from standfirst.comments.queries.shown import ShownAuthor, ShownComment, ShownParent

__all__ = [
    "ON_A_PAGE",
    "Fold",
    "ShownAuthor",
    "ShownComment",
    "ShownParent",
    "ThreadPage",
    "branch_page",
    "most_discussed",
    "muted_comments",
    "place_of",
    "public_place",
    "thread_page",
    "waiting_comments",
]
