"""What a form only writes differently is not a change."""

from __future__ import annotations

import json

from standfirst.stories.untouched import keep_untouched


def body(*blocks: dict[str, object]) -> str:
    return json.dumps(list(blocks))


def paragraph(words: str, number: str = "a") -> dict[str, object]:
    return {"type": "paragraph", "value": words, "id": number}


def test_what_says_the_same_stays_letter_by_letter() -> None:
    base = {
        "body": body(paragraph('<p>"No," he said.</p>'), paragraph("<p>Two.</p>", "b")),
        "made_at": "2026-11-25T08:10:44.120Z",
        "standfirst": "One\nline.",
    }
    mine = {
        "body": body(paragraph('<p data-block-key="x1">&quot;No,&quot; he said.</p>'), paragraph("<p>Three.</p>", "b")),
        "made_at": "2026-11-25T08:10:00Z",
        "standfirst": "One\r\nline.",
        "new": 1,
    }
    kept = keep_untouched(base=base, mine=mine)
    assert json.loads(str(kept["body"])) == [paragraph('<p>"No," he said.</p>'), paragraph("<p>Three.</p>", "b")]
    assert (kept["made_at"], kept["standfirst"], kept["new"]) == (base["made_at"], base["standfirst"], 1)


def test_rows_are_known_by_their_number_and_changes_stay() -> None:
    base = {"rows": [{"pk": 1, "text": "One", "at": "2026-11-25T08:10:44Z"}], "kicker": "Old", "odd": "[no"}
    mine = {"rows": [{"pk": 1, "text": "Two", "at": "2026-11-25T08:10:00Z"}, {"pk": None}], "kicker": "[1", "odd": "{}"}
    kept = keep_untouched(base=base, mine=mine)
    assert kept["rows"] == [{"pk": 1, "text": "Two", "at": "2026-11-25T08:10:44Z"}, {"pk": None}]
    assert (kept["kicker"], kept["odd"]) == ("[1", "{}")


def test_bold_made_of_angle_brackets_is_a_change() -> None:
    base, mine = {"body": body(paragraph("<p>&lt;b&gt;</p>"))}, {"body": body(paragraph("<p><b></p>"))}
    assert keep_untouched(base=base, mine=mine) == mine


def test_rows_counted_otherwise_are_the_same_and_moved_ones_are_not() -> None:
    base = {"rows": [{"pk": 1, "sort_order": 0, "text": "One"}, {"pk": 2, "sort_order": 1, "text": "Two"}]}
    mine = {"rows": [{"pk": None, "sort_order": 1, "text": "One"}, {"pk": 2, "sort_order": 2, "text": "Two"}]}
    moved = {"rows": [{"pk": 1, "sort_order": 2, "text": "One"}, {"pk": 2, "sort_order": 1, "text": "Two"}]}
    assert keep_untouched(base=base, mine=mine) == base
    assert keep_untouched(base=base, mine=moved) == moved
