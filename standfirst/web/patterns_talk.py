"""The conversation on the pattern page: comments in every state, badges, orders, notices, forms and a refusal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

Sample = dict[str, Any]
MORNING = datetime(2026, 11, 21, 8, 2, tzinfo=UTC)
NOON = datetime(2026, 11, 21, 12, 40, tzinfo=UTC)


def comment(pk: int, name: str, words: str, *, badge: str = "", **more: Any) -> Sample:
    """A comment as the thread shows it; depth 1 stands on the story itself. What begins with `by_` is its author's."""
    of_author = {key.removeprefix("by_"): more.pop(key) for key in list(more) if key.startswith("by_")}
    return {
        "pk": pk,
        "author": {"display_name": name, "badge": badge, "badge_in_words": badge, **of_author},
        "body_html": f"<p>{words}</p>",
        "posted_at": MORNING,
        "depth": 1,
        "state": "published",
        **more,
    }


def stub(pk: int, state: str, **more: Any) -> Sample:
    return comment(pk, "", "", state=state, is_stub=True, **more)


def thread() -> list[Sample]:
    """Names with and without a page, badges, marks, and what stands for a comment that is not public."""
    first = comment(
        1,
        "Niamh Byrne",
        "I crossed on that boat every morning for six years.",
        by_reference="bcdfghjkmn",
        by_is_supporter=True,
        is_pick=True,
        recommend_count=12,
    )
    second = comment(
        2,
        "Cormac Daly",
        "It was in contact, and the boat <em>still</em> stopped.",
        depth=2,
        parent=first,
        edited_at=NOON,
    )
    third = comment(
        3,
        "Máirín Kehoe",
        "We have asked for the minutes and will print them.",
        depth=3,
        parent=second,
        badge="Harbour reporter",
    )
    fourth = comment(
        4, "", "<blockquote><p>print them</p></blockquote><p>And the tide tables?</p>", depth=4, parent=third
    )
    staff = comment(5, "Aoife Ní Bhriain", "On Thursday, beside each other.", depth=4, parent=third, badge="Staff")
    removed = stub(6, "removed")
    former = comment(7, "", "That is a fair answer.", depth=2, parent=removed, by_is_closed=True)
    deleted = stub(8, "deleted")
    waits = stub(9, "pending", depth=2, parent=deleted)
    last = comment(10, "Tadhg", "I had not thought of the insurance.", depth=3, parent=waits, recommend_count=1)
    return [first, second, third, fourth, staff, removed, former, deleted, waits, last]


def closed() -> list[Sample]:
    """Where nobody can write or recommend any more."""
    first = comment(15, "Niamh Byrne", "It was the last crossing of the year.", is_pick=True, recommend_count=12)
    return [first, comment(16, "Cormac Daly", "Until the next.", depth=2, parent=first)]


def questions() -> list[Sample]:
    """A question with a guest's answer, and one that has none yet."""
    asked = comment(11, "Old Bucket", "Who pays for the boat from January on?")
    words = "The county, for eleven weeks. After that nobody has signed anything."
    answer = comment(12, "Máire Devane", words, depth=2, parent=asked, badge="Councillor for the islands")
    return [asked, answer, comment(13, "Tide Table", "Will there be a boat on Sundays?")]


def notices() -> list[Sample]:
    """Who answers: before, in and after the time for questions."""
    guests = [
        {"name": "Máire Devane", "role": "Councillor for the islands", "reference": "bcdfghjkmn"},
        {"name": "Fiachra Lydon", "role": "", "reference": ""},
    ]
    there = {"guests": guests, "opens": MORNING, "ends": NOON}
    return [{**there, "turn": turn} for turn in ("before", "now", "over")]


def talk_context() -> Sample:
    """What the pattern page's part about the conversation expects."""
    sorts = ["Oldest", "Newest", "Most recommended", "Most discussed", "Picks"]
    tabs = ["Answers first", "Answered (1)", "Unanswered (1)", "Newest", "Most recommended"]
    return {
        "thread": {"pk": 1, "comment_count": 55},
        "thread_of_questions": {"pk": 2, "comment_count": 3, "asks_questions": True},
        "comments": thread(),
        "comments_closed": closed(),
        "questions_asked": questions(),
        "questions_notices": notices(),
        "sorts": [("#comments", words, place == 0) for place, words in enumerate(sorts)],
        "tabs": [("#comments", words, place == 0) for place, words in enumerate(tabs)],
        "waiting_comments": [comment(14, "Niamh Byrne", "The windows are listed. The heating is not.")],
        "refused": {
            "refusal": "too-long",
            "body": {
                "value": "Too long by far …",
                "errors": ["That is longer than 5,000 letters. Shorten it, or post it in two parts."],
            },
        },
        "reader": {"display_name": "Niamh Byrne"},
    }
