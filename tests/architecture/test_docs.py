"""Settings, commands, facts, addresses and floors are documented as they are: compared with the code, both ways."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import tomllib
from collections.abc import Iterator

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.urls import URLPattern, URLResolver

from standfirst import urls, wiring
from standfirst.edge.server import config
from standfirst.edge.server.forwarding import PRIVATE_PREFIXES, is_private
from standfirst.env import Environment
from standfirst.events import listeners
from standfirst.settings import ENV
from tests.architecture.reading import PACKAGE, code_in, desks, documents, rows, sections, text_of, tree

# Begun by `standfirst` itself, before Django is loaded.
WITHOUT_DJANGO = set(re.findall(r'== \["(\w+)"\]', text_of("standfirst/__main__.py")))


def quoted(cell: str) -> str:
    return cell.strip("`")


# Settings


def test_every_setting_is_documented_as_it_is_declared() -> None:
    documented = {
        quoted(row[0]): (row[1], quoted(row[2])) for row in rows("docs/settings.md", "setting") if len(row) == 4
    }
    declared = {one.name: (one.kind, one.default) for one in ENV.declared.values()}
    assert documented == declared


def test_what_processes_tell_each_other_is_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    edge = Environment({})
    monkeypatch.setattr(config, "Environment", lambda values: edge)
    config.EdgeConfig.from_environ({})
    for name in edge.declared.keys() & ENV.declared.keys():
        assert edge.declared[name].kind == ENV.declared[name].kind, name
    part = sections("docs/settings.md", "## ")["Between the processes"]
    assert set(re.findall(r"^\| `(\w+)`", part, flags=re.MULTILINE)) == edge.declared.keys() - ENV.declared.keys()


def test_documents_name_no_setting_that_is_not_there() -> None:
    known = set(re.findall(r"`(STANDFIRST_\w+)`", text_of("docs/settings.md")))
    for document in documents():
        for name in re.findall(r"\bSTANDFIRST_[A-Z_]+\b", text_of(document)):
            assert name.removesuffix("_FILE") in known, f"{document} names {name}"


# Commands


def test_every_command_is_documented() -> None:
    ours = {name for name, app in get_commands().items() if app.startswith("standfirst")}
    documented = {quoted(heading).removeprefix("standfirst ") for heading in sections("docs/commands.md", "## ")}
    assert documented == ours | WITHOUT_DJANGO


def test_every_option_of_a_command_is_documented() -> None:
    texts = sections("docs/commands.md", "## ")
    run = re.findall(r'add_argument\(\s*"(--[\w-]+)"', text_of("standfirst/processes/supervisor.py"))
    options = {name: set(_options(name, app)) for name, app in get_commands().items()} | {"run": set(run)}
    for heading, text in texts.items():
        name = quoted(heading).removeprefix("standfirst ")
        documented = set(re.findall(r"^- `(--[\w-]+)", text.split("\n# ")[0], flags=re.MULTILINE))
        assert documented == options.get(name, set()), heading


def _options(name: str, app: str) -> Iterator[str]:
    if not app.startswith("standfirst"):
        return
    command = load_command_class(app, name)
    # What is inherited from a command of Django's is described there.
    if "add_arguments" not in vars(type(command)):
        return
    common = {option for action in BaseCommand().create_parser("", "")._actions for option in action.option_strings}
    waiting = [command.create_parser("standfirst", name)]
    while waiting:
        for action in waiting.pop()._actions:
            yield from (option for option in action.option_strings if option not in common)
            waiting += action.choices.values() if isinstance(action.choices, dict) else []


def test_every_make_target_is_documented() -> None:
    targets = set(re.findall(r"^(\w+):.*##", text_of("Makefile"), flags=re.MULTILINE))
    assert {quoted(row[0]).removeprefix("make ") for row in rows("docs/commands.md", "target")} == targets


# Facts and chores


def test_every_fact_is_documented_with_what_follows() -> None:
    wiring.connect()
    follows = listeners()
    documented = {}
    for fact, fields, announced, within, after in rows("docs/events.md", "fact"):
        lines = [f"within {name}" for name in code_in(within)] + [f"after {name}" for name in code_in(after)]
        documented[quoted(fact)] = (code_in(fields), code_in(announced), lines)
    announced_in = dict(_announcements())
    assert documented == {
        name: (fields, [announced_in[name]], follows.get(name, [])) for name, fields in _facts().items()
    }


def _facts() -> dict[str, list[str]]:
    modules = [importlib.import_module(f"standfirst.{desk}.events") for desk in desks() if _has(desk, "events.py")]
    kinds = [kind for module in modules for kind in vars(module).values() if dataclasses.is_dataclass(kind)]
    return {
        kind.__name__: [field.name for field in dataclasses.fields(kind)] for kind in kinds if isinstance(kind, type)
    }


def _has(desk: str, file: str) -> bool:
    return (PACKAGE / desk / file).exists()


def _announcements() -> Iterator[tuple[str, str]]:
    for path in tree():
        if path.parts[0] == "standfirst" and path.suffix == ".py" and "tests" not in path.parts:
            for node in ast.walk(ast.parse(text_of(path))):
                match node:
                    case ast.Call(func=ast.Name("announce"), args=[ast.Call(func=ast.Name(fact))]):
                        yield fact, path.relative_to("standfirst").as_posix()


def test_what_follows_is_described() -> None:
    followers = {name for *_, within, after in rows("docs/events.md", "fact") for name in code_in(within + after)}
    assert set(re.findall(r"^- `(\w+)`", text_of("docs/events.md"), flags=re.MULTILINE)) == followers


def test_every_chore_is_documented() -> None:
    documented = {name: float(seconds) for name, seconds, _ in rows("docs/events.md", "chore")}
    assert documented == {chore.name: chore.seconds for chore in wiring.CHORES}


# The architecture


def test_every_address_is_documented_with_who_may_see_it() -> None:
    documented = {
        code_in(name)[0]: (re.sub(r"<\w+>", "<>", code_in(address)[0]), sight)
        for address, name, sight in rows("docs/architecture.md", "address")
        if code_in(name)[:1] and code_in(name)[0] in dict(_addresses())
    }
    assert documented == {name: (re.sub(r"<[\w:]+>", "<>", route), sight) for name, (route, sight) in _addresses()}
    assert set(PRIVATE_PREFIXES) <= set(code_in(text_of("docs/architecture.md")))


def _addresses(resolver: object = urls, before: str = "/") -> Iterator[tuple[str, tuple[str, str]]]:
    for pattern in resolver.urlpatterns:  # type: ignore[attr-defined]
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name, (route, _sight(route, pattern.callback))
        elif isinstance(pattern, URLResolver):
            module = getattr(pattern.urlconf_module, "__name__", "")
            if module.startswith("standfirst."):
                yield from _addresses(pattern.urlconf_module, route)


def _sight(route: str, view: object) -> str:
    if route.startswith("/-/"):
        return "inside"
    if is_private(route):
        return "private"
    while view is not None:
        if view.__code__.co_qualname.startswith("public_page."):  # type: ignore[attr-defined]
            return "kept"
        view = getattr(view, "__wrapped__", None)
    return "public"


def test_the_floors_are_those_of_the_contract() -> None:
    contract = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]
    floors = [re.findall(r"\w+", layer) for layer in contract["layers"]]
    there = [{name for name in floor if (PACKAGE / name).exists() or _has(".", f"{name}.py")} for floor in floors]
    assert [set(code_in(who)) for _, who, _ in rows("docs/architecture.md", "floor")] == there
