"""Which tests run on both databases, and which of them share a worker.

All run on SQLite. On PostgreSQL runs again what may go otherwise there: actions, queries, constraints, triggers,
search, cursors, locks, races, and the flows and real processes above them. A file that only judges what is shown or
filled in gave its answer on SQLite: it stands here, with the files that prove on both what lies beneath it. A new file
runs on both until it is written down here.
"""

from __future__ import annotations

import pytest

ON_SQLITE_ALONE: dict[str, tuple[str, ...]] = {
    # Doors and pages: words, forms, headers.
    "standfirst/stories/tests/test_blocks.py": ("standfirst/stories/tests/test_publishing.py",),
    "standfirst/stories/tests/test_oembed.py": ("tests/flows/test_public_pages.py",),
    "standfirst/stories/tests/test_page_links.py": ("standfirst/stories/tests/test_publishing.py",),
    "standfirst/stories/tests/test_plain_files.py": ("tests/flows/test_public_pages.py",),
    "standfirst/stories/tests/test_structured.py": ("standfirst/stories/tests/test_publishing.py",),
    "standfirst/web/tests/test_origin.py": ("tests/flows/test_commenting.py",),
    "tests/flows/test_api_callers.py": ("tests/flows/test_api_writing.py", "standfirst/accounts/tests/test_bearers.py"),
    "tests/flows/test_api_documented.py": ("tests/flows/test_api_writing.py",),
    "tests/flows/test_api_refusals.py": ("tests/flows/test_api_writing.py",),
    "tests/flows/test_write_endpoints.py": (
        "tests/flows/test_commenting.py",
        "standfirst/moderation/tests/test_decisions.py",
        "standfirst/moderation/tests/test_reports.py",
    ),
    "tests/processes/test_public_pages.py": ("tests/flows/test_public_pages.py", "tests/processes/test_publishing.py"),
    # Screens of the desk, each over actions of its own.
    "standfirst/stories/tests/test_correcting_at_the_desk.py": ("standfirst/stories/tests/test_correcting.py",),
    "standfirst/stories/tests/test_front_desk.py": (
        "standfirst/stories/tests/test_front_actions.py",
        "standfirst/stories/tests/test_front_page.py",
    ),
    "standfirst/stories/tests/test_live_desk.py": ("standfirst/stories/tests/test_live_entries.py",),
    # Files: read, drawn and kept on the disk, with a row or two beside.
    "standfirst/stories/tests/test_drawing_pictures.py": ("standfirst/stories/tests/test_rights_in_pictures.py",),
    "standfirst/stories/tests/test_recordings.py": ("standfirst/stories/tests/test_rights_in_pictures.py",),
    "standfirst/stories/tests/test_uploading_pictures.py": ("standfirst/stories/tests/test_rights_in_pictures.py",),
    "standfirst/wire/tests/test_command.py": ("standfirst/wire/tests/test_taking.py",),
    # SQLite itself.
    "tests/flows/test_line_of_writers.py": (),
    # How processes begin, end and are told what they can't do.
    "tests/processes/test_alone.py": ("tests/processes/test_publishing.py",),
    "tests/processes/test_bootstrap.py": (),
    "tests/processes/test_preparing.py": (),
    "tests/processes/test_supervisor.py": ("tests/processes/test_killed.py",),
}


def runs_on_both(item: pytest.Item) -> bool:
    """Journeys in a browser don't: the flows and the real processes beneath them do."""
    name = item.path.relative_to(item.config.rootpath).as_posix()
    return name not in ON_SQLITE_ALONE and item.get_closest_marker("browser") is None


AT_THE_DESK = ("test_correcting", "test_desk_day", "test_editing", "test_every_word", "test_front", "test_live")
"""The files of browser tests whose people work at the desk. They take about as long as those of the readers."""


def group_what_shares_a_site(items: list[pytest.Item]) -> None:
    """One worker has the desk's site and browser, one the readers', one the sites whose processes are killed.

    All of them wait most of the time: for a second look of the editor, for a process to start. Whoever is done first
    does the rest. xdist hands out the largest group first.
    """
    for item in items:
        if item.get_closest_marker("browser") is not None:
            name = "the desk's browser" if item.path.stem in AT_THE_DESK else "the readers' browser"
        elif item.get_closest_marker("processes") is not None:
            name = "processes"
        else:
            continue
        item.add_marker(pytest.mark.xdist_group(name))
