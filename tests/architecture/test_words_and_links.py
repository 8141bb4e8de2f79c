"""The words of the house, its decisions, and that every link, file and name in a document is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.reading import REPOSITORY, code_in, documents, rows, text_of, tree, words_in_code

HOME_FOLDERS = {"private/", "var/", "mail/", "media/", "images/", "run/", "static/", "test/", "venv/"}
HEADWORDS = """
kicker, headline, standfirst, byline, dateline, body, pull quote, caption, credit, slugline, correction, clarification,
related, edition, section, front, topic, agency, feed, item, version, urgency, editor's note, embargo, usage terms,
copyright notice, advisory, kill, withdrawal, thread, comment, reply, revision, recommend, pick, pending, published,
removed, premoderation, postmoderation, screening, rule, score, report, notice, queue, claim, decision, statement
of reasons, restriction, mute, suspension, ban, appeal, ask, pledge, contribution, subscription, processor, ledger,
transfer, receipt, refund, dispute, slot, label, advertiser, order, flight, creative, impression, viewable impression,
click
"""


def test_the_glossary_has_the_words_of_the_house() -> None:
    defined = {row[0] for row in rows("docs/glossary.md", "word")}
    assert {" ".join(word.split()) for word in HEADWORDS.split(",")} <= defined


def test_a_word_is_planned_or_in_the_code() -> None:
    for word, meaning, where in rows("docs/glossary.md", "word"):
        assert where or "*planned*" in meaning, word
        parts = {part for name in code_in(where) for part in name.split(".")}
        assert parts <= words_in_code(), word


def test_decisions_are_numbered_and_short() -> None:
    decisions = sorted((REPOSITORY / "docs" / "adr").glob("0*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
        assert headings[0].startswith(f"{int(path.name[:4])}. "), path.name
        assert headings[1:] == ["Context", "Choice", "What we gave up", "When to look again"], path.name
        assert len(text.splitlines()) <= 80, path.name
        assert f"({path.name})" in text_of("docs/adr/README.md"), path.name


@pytest.mark.parametrize("document", documents(), ids=str)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(document)):
        if re.match(r"https?://|mailto:", target):
            continue
        name, _, anchor = target.partition("#")
        path = REPOSITORY / document.parent / name if name else REPOSITORY / document
        assert path.exists(), f"{document} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}, target


@pytest.mark.parametrize("document", documents(), ids=str)
def test_every_file_and_name_in_a_document_is_there(document: Path) -> None:
    paths = [f"/{path.as_posix()}" for path in tree()]
    for name in code_in(text_of(document)):
        if re.fullmatch(r"[\w.-]+(/[\w.-]+)*\.(py|html|js|css|toml|sh|svg)", name):
            assert any(path.endswith(f"/{name}") for path in paths), f"{document} names the file {name}"
        elif re.fullmatch(r"([\w.-]+/)+", name) and name not in HOME_FOLDERS:
            assert any(f"/{name}" in path for path in paths), f"{document} names the folder {name}"
        elif re.fullmatch(r"[A-Z][a-z]+([A-Z][a-z]+)+(\.\w+)?|[a-z]+(_[a-z]+)+", name):
            assert set(name.split(".")) <= words_in_code(), f"{document} names {name}"


def test_the_readme_has_both_commands_and_the_demo_people() -> None:
    from standfirst.demo.building import password_of
    from standfirst.demo.reading import read_edition

    readme = text_of("README.md")
    assert "make run" in readme
    assert "make test" in readme
    for person in read_edition().paper.accounts:
        if person.part != "journalist":
            assert f"`{person.email}` | `{password_of(person)}`" in readme
