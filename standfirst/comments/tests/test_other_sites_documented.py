"""What the document tells those who build other sites works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from standfirst import clock
from standfirst.accounts.models import OutsideIdentity
from standfirst.comments.actions.sites import add_key
from standfirst.comments.elsewhere.forms import KEY_REFUSALS
from standfirst.comments.tests.factories_elsewhere import SECRET, Visitor, make_site

TEXT = (Path(__file__).parents[3] / "docs/other-sites.md").read_text(encoding="utf-8")
ELEMENT = Path(__file__).parents[1] / "static/elsewhere"


@pytest.mark.django_db
def test_the_tokens_that_the_python_of_the_document_makes_are_taken() -> None:
    code = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)[0]
    names: dict[str, object] = {"SECRET": SECRET}
    exec(code, names)  # noqa: S102  # our own document
    token = names["token_for"](SimpleNamespace(id=17, name="Róisín"))  # type: ignore[operator]
    site = make_site(issuer="https://blog.example", audience="https://paper.example")
    add_key(site_id=site.pk, kid="2026", algorithm="HS256", material=SECRET, valid_from=clock.now())
    assert Visitor(site).send("exchange_token", token=token).json()["name"] == "Róisín"
    assert OutsideIdentity.objects.get().subject == "17"


def test_every_attribute_of_the_element_is_documented_and_no_other() -> None:
    script = "".join((ELEMENT / name).read_text() for name in ("comments.js", "writing.js"))
    read = set(re.findall(r"dataset\.(\w+)", script)) | set(
        re.findall(r"const \{ ([\w, ]+)[^}]*\} = this\.dataset", script)
    )
    names = {re.sub(r"(?<!^)([A-Z])", r"-\1", one).lower() for one in read if one.isidentifier()}
    documented = set(re.findall(r"^\| `data-([\w-]+)`", TEXT, re.MULTILINE))
    assert documented <= names | {"site", "page", "frame"}
    assert {"site", "page", "title", "page-token", "token", "frame", "lang", "scheme"} == documented


def test_every_word_for_a_refused_token_is_documented() -> None:
    source = (Path(__file__).parents[2] / "accounts/signed_tokens.py").read_text()
    codes = set(re.findall(r'TokenRefused\("([\w-]+)"\)', source))
    assert {f"token-{code}" for code in codes} <= set(re.findall(r"`(token-[\w-]+)`", TEXT))
    assert set(re.findall(r'BadKey\("([\w-]+)"\)', source)) == KEY_REFUSALS.keys()


def test_the_shadow_tree_has_the_papers_colours() -> None:
    """They stand in two sheets, since nothing is `:root` in a shadow tree."""
    paper = (Path(__file__).parents[2] / "web/static/web/paper.css").read_text()
    light, dark = paper.split("prefers-color-scheme: dark")[:2]
    colour = r"--([\w-]+): (#[0-9a-f]+);"
    ours = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);", (ELEMENT / "comments.css").read_text())
    assert len(ours) == 13
    for name, when_light, when_dark in ours:
        assert dict(re.findall(colour, light))[name] == when_light, name
        assert dict(re.findall(colour, dark))[name] == when_dark, name


def test_the_scripts_are_light() -> None:
    import brotli

    sizes = {path.name: len(brotli.compress(path.read_bytes())) for path in ELEMENT.glob("*.js")}
    assert sizes["comments.js"] < 4 * 1024
    assert sum(sizes.values()) < 9 * 1024
