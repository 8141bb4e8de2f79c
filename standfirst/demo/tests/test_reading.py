"""The copy of the demo paper: it is all there, it hangs together, and a slip in it is named."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from standfirst.demo.manuscripts import Edition, Paragraph, PictureInText, PullQuote, ReadAlso, Story, Subhead
from standfirst.demo.reading import COPY, CopyError, read_edition

TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the copy, to spoil."""
    return Path(shutil.copytree(COPY, tmp_path / "copy"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def words_in(story: Story) -> int:
    return sum(len(TAG.sub("", block.html).split()) for block in story.body if isinstance(block, Paragraph))


def test_thirty_stories_in_five_sections_by_six_people(edition: Edition) -> None:
    by_section = Counter(story.section for story in edition.stories)
    assert len(edition.stories) == 30
    assert len(edition.paper.sections) == len(by_section) == 5
    assert min(by_section.values()) >= 4
    assert len(edition.paper.contributors) == 6


def test_long_reads_middling_ones_and_briefs(edition: Edition) -> None:
    lengths = [words_in(story) for story in edition.stories]
    assert len([count for count in lengths if count >= 600]) == 5
    assert len([count for count in lengths if 280 <= count < 600]) == 12
    assert len([count for count in lengths if 120 <= count < 280]) == 13


def test_ten_days_of_paper_with_the_showpiece_on_top(edition: Edition) -> None:
    assert edition.stories[0] is edition.showpiece
    assert max(story.hours_ago for story in edition.stories) > 200


def test_the_showpiece_has_everything(edition: Edition) -> None:
    story = edition.showpiece
    kinds = {type(block) for block in story.body}
    assert kinds == {Paragraph, Subhead, PictureInText, PullQuote, ReadAlso}
    assert story.kicker
    assert story.standfirst
    assert story.dateline
    assert story.picture
    assert story.related
    assert len(story.bylines) == 2
    assert all(line.role for line in story.bylines)
    assert "<a href=" in "".join(block.html for block in story.body if isinstance(block, Paragraph))
    assert story.agency == "wna"
    assert "WNA" in story.copyright_notice
    assert [correction.kind for correction in story.corrections] == ["correction"]


def test_fifty_five_comments_under_the_showpiece(edition: Edition) -> None:
    talk = edition.conversation
    assert talk.story == edition.showpiece.slug
    assert len(talk.comments) == 55


def test_the_thread_goes_four_deep(edition: Edition) -> None:
    depth: dict[str, int] = {}
    for comment in edition.conversation.comments:
        depth[comment.key] = depth[comment.reply_to] + 1 if comment.reply_to else 0
    assert max(depth.values()) == 4


def test_journalists_answer_and_readers_are_many(edition: Edition) -> None:
    staff = {person.key for person in edition.paper.people if person.staff}
    authors = Counter(comment.author for comment in edition.conversation.comments)
    assert staff & authors.keys() == {"mairin", "declan"}
    assert len(authors.keys() - staff) >= 15


def test_something_waits_and_something_was_reported(edition: Edition) -> None:
    talk = edition.conversation
    stories = {story.slug: story for story in edition.stories}
    assert (len(talk.held), len(talk.broken), len(talk.reports)) == (4, 3, 5)
    for comment in talk.held:
        assert stories[comment.story].comments_mode == "premoderated" or "https://" in comment.text
    assert {report.comment for report in talk.reports} == {comment.key for comment in talk.broken}


def test_nobody_who_waits_for_a_link_has_been_published_before(edition: Edition) -> None:
    talk = edition.conversation
    known = {comment.author for comment in (*talk.comments, *talk.extra, *talk.broken)}
    newcomers = [comment.author for comment in talk.held if "https://" in comment.text]
    assert newcomers
    assert not known & set(newcomers)


def test_the_court_story_takes_no_comments_and_shows_no_adverts(edition: Edition) -> None:
    closed = [story for story in edition.stories if story.comments_mode == "closed"]
    assert [story.slug for story in closed] == ["court-outboards"]
    assert closed[0].sensitive
    assert closed[0].adverts_off
    assert closed[0].ask_off


def test_the_demo_people_have_invented_addresses(edition: Edition) -> None:
    parts = {person.key: person.part for person in edition.paper.accounts}
    assert parts["niamh"] == "reader"
    assert parts["cormac"] == "moderator"
    assert parts["aoife"] == "editor"
    assert parts["fergal"] == "administrator"
    assert all(person.email.endswith("@dunmara.example") for person in edition.paper.people)


def test_seven_house_rules_each_with_an_example(edition: Edition) -> None:
    rules = edition.paper.rules
    assert [rule.number for rule in rules] == [1, 2, 3, 4, 5, 6, 7]
    assert all(rule.text and rule.example for rule in rules)


def test_what_is_printed_has_printers_quotes(edition: Edition) -> None:
    talk = edition.conversation
    printed = [comment.text for comment in (*talk.comments, *talk.extra, *talk.held, *talk.broken)]
    for story in edition.stories:
        printed += [story.headline, story.standfirst]
        printed += [TAG.sub("", block.html) for block in story.body if isinstance(block, Paragraph)]
    assert [text for text in printed if "'" in text or '"' in text or " - " in text] == []


def test_reading_needs_no_django() -> None:
    program = "import sys, standfirst.demo.reading; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("paper.toml", "tagline =", "tag_line =", "paper.toml: tagline is missing."),
        ("paper.toml", 'colour = "brick"', 'colour = "pink"', "paper.toml, sections 1: colour is 'pink'"),
        ("stories/king-tide.toml", 'kicker = "', 'kicker = 3 # "', "king-tide.toml: kicker should be text."),
        ("stories/king-tide.toml", "hours_ago", "ours_ago = 1\nhours_ago", "king-tide.toml: unknown: ours_ago."),
        ("stories/king-tide.toml", '"mairin"', '"nobody"', "king-tide.toml, bylines 1: no contributor 'nobody'"),
        ("stories/king-tide.toml", '"storm-warning"', '"calm"', "stories/king-tide.toml: no other story 'calm'."),
        (
            "stories/king-tide.toml",
            '"wind-and-tide"',
            '"calm"',
            "stories/king-tide.toml: no topic 'calm' in paper.toml.",
        ),
        ("stories/king-tide.toml", "Tomorrow evening’s", "<b>Tomorrow</b>", "<b> does not belong in a paragraph."),
        ("stories/storm-warning.toml", "storm.jpg", "calm.jpg", "picture: no picture 'calm.jpg' in pictures.toml."),
        ("thread.toml", 'author = "kathleen"', 'author = "anon"', "datum-second: nobody is called 'anon'."),
        ("thread.toml", 'reply_to = "datum"', 'reply_to = "dates"', "datum-second: can't answer 'dates'."),
        (
            "thread.toml",
            "minutes_after = 391",
            "minutes_after = 3910",
            "lift: its story takes no comment at that time.",
        ),
    ],
)
def test_a_slip_is_named_with_its_place(folder: Path, file: str, old: str, new: str, fault: str) -> None:
    spoil(folder / file, old, new)
    with pytest.raises(CopyError) as slip:
        read_edition(folder)
    assert fault in str(slip.value)


def test_what_is_not_toml_is_an_error_of_copy(folder: Path) -> None:
    (folder / "thread.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CopyError, match=r"thread\.toml"):
        read_edition(folder)
