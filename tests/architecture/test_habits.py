"""House habits that a reader of the code may rely on: what is nowhere in the tree, and what is everywhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.template.loader import get_template

from tests.architecture.reading import PACKAGE, desks, text_of, tree

# Brackets keep this file itself out of what is found.
MACHINE_PATHS = re.compile(r"/wor[k]/|/roo[t]/|/hom[e]/\w|/User[s]/\w")
REGISTRIES = re.compile(
    r"--(extra-)?index-ur[l]|--find-link[s]|pyp[i]\.|pythonhoste[d]\.|npmj[s]\.|artifactor[y]|/simpl[e]/"
)
LONGEST_FILE = 400
LONGEST_README = 15
# They read like formulas, and write nothing.
FORMULAS = {"path_below", "cause_of"}
# Screens for staff live in Wagtail's admin, under its own policy.
STAFF_TEMPLATES = ("moderation/desk/", "wagtail")
TEMPLATES = sorted(path for path in PACKAGE.glob("*/templates/**/*") if path.is_file())


def name_of(template: Path) -> str:
    return template.relative_to(next(one for one in template.parents if one.name == "templates")).as_posix()


PUBLIC_TEMPLATES = [path for path in TEMPLATES if not name_of(path).startswith(STAFF_TEMPLATES)]
HTML_TEMPLATES = [path for path in PUBLIC_TEMPLATES if path.suffix == ".html"]


@pytest.mark.parametrize("unwanted", [MACHINE_PATHS, REGISTRIES], ids=["machine paths", "registries"])
def test_nothing_tells_of_the_machine_it_was_made_on(unwanted: re.Pattern[str]) -> None:
    found = [f"{path}: {match.group()}" for path in tree() for match in unwanted.finditer(text_of(path))]
    assert not found


def test_every_desk_says_in_a_few_lines_what_it_is_for() -> None:
    for desk in desks():
        readme = PACKAGE / desk / "README.md"
        assert readme.exists(), f"standfirst/{desk} has no README.md"
        assert len(text_of(readme).splitlines()) <= LONGEST_README, f"standfirst/{desk}/README.md is too long"


def test_no_file_is_too_long() -> None:
    code = [
        path for path in tree() if path.suffix in {".py", ".js", ".css", ".html"} and "migrations" not in path.parts
    ]
    assert not [str(path) for path in code if len(text_of(path).splitlines()) > LONGEST_FILE]


def test_migrations_and_models_agree() -> None:
    loader = MigrationLoader(None)
    state = ProjectState.from_apps(apps)
    detector = MigrationAutodetector(loader.project_state(), state, NonInteractiveMigrationQuestioner())
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("standfirst")}
    changes = detector.changes(graph=loader.graph)
    waiting = {label: [str(one) for one in changes[label][0].operations] for label in changes.keys() & ours}
    assert not waiting


# Actions


def test_actions_take_what_they_need_by_name() -> None:
    found = [f"{path}: {function}" for path in tree() for function in _by_position(path)]
    assert not found


def _by_position(path: Path) -> Iterator[str]:
    """Public functions of an action module with two things by position. One alone can't be mistaken for another."""
    if "actions" not in path.parts or path.suffix != ".py" or "tests" in path.parts:
        return
    for node in ast.parse(text_of(path)).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name not in FORMULAS:
            by_position = [*node.args.posonlyargs, *node.args.args]
            if len(by_position) > 1 or (by_position and node.args.kwonlyargs):
                yield node.name


# Templates


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_every_template_compiles_and_is_the_one_that_is_used(template: Path) -> None:
    assert get_template(name_of(template)).origin.name == str(template)  # type: ignore[attr-defined]


@pytest.mark.parametrize("template", HTML_TEMPLATES, ids=name_of)
def test_public_pages_have_nothing_inline(template: Path) -> None:
    markup = without_tags(text_of(template))
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", markup, re.IGNORECASE)
    for attributes, content in re.findall(r"<script\b([^>]*)>(.*?)</script>", markup, re.IGNORECASE | re.DOTALL):
        assert re.search(r"\bsrc=", attributes)
        assert not content.strip()


@pytest.mark.parametrize("template", PUBLIC_TEMPLATES, ids=name_of)
def test_every_word_that_people_see_can_be_translated(template: Path) -> None:
    markup = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text_of(template), flags=re.DOTALL)
    markup = without_tags(markup)
    seen = re.findall(r"\b(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"", markup)
    seen += re.sub(r"<[^>]*>", "\0", markup).split("\0")
    assert not [words.strip() for words in seen if len(re.findall(r"[^\W\d_]{2,}", words)) > 1]


def without_tags(text: str) -> str:
    """A template's own words: without comments, tags and variables."""
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)
    return re.sub(r"{[%{#].*?[%}#]}", "\0" if "<" in text else " ", text, flags=re.DOTALL)
