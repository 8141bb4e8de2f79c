"""Reads the tree and its documents, for the tests that keep them true."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "standfirst"
NOT_OURS = {"var", ".git", "__pycache__"}


@cache
def tree() -> tuple[Path, ...]:
    """Every file of the project, as paths from its root: what git knows or would take in."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    names = done.stdout.split("\0")[:-1] if done.returncode == 0 else [str(path) for path in _unpacked()]
    return tuple(sorted({Path(name) for name in names if (REPOSITORY / name).is_file()}))


def _unpacked() -> Iterator[Path]:
    """The same from a checkout without git, such as an unpacked archive."""
    for folder, names, files in REPOSITORY.walk():
        names[:] = [name for name in names if name not in NOT_OURS and not name.endswith("_cache")]
        yield from (folder.relative_to(REPOSITORY) / file for file in files)


def text_of(path: Path | str) -> str:
    """The text of a file of the project; empty for one that is no text."""
    try:
        return (REPOSITORY / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def documents() -> list[Path]:
    return [path for path in tree() if path.suffix == ".md"]


def desks() -> list[str]:
    """The apps of the house, and the processes, which have a folder like a desk's."""
    return sorted({path.parent.name for path in PACKAGE.glob("*/apps.py")} | {"processes"})


def rows(document: str, heading: str) -> list[list[str]]:
    """The cells of all tables in a document whose first column has this heading, stripped, without the head."""
    found: list[list[str]] = []
    inside = False
    for line in text_of(document).splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[0] == heading:
            inside = True
        elif inside and not set(line) <= set("|-: "):
            found.append(cells)
    assert found, f"{document} has no table with a column {heading!r}"
    return found


def sections(document: str, mark: str) -> dict[str, str]:
    """The text below each heading that begins with `mark`, by what follows the mark."""
    parts = re.split(rf"^{re.escape(mark)}(.+)$", text_of(document), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def code_in(text: str) -> list[str]:
    """What stands between backticks, outside fenced blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


@cache
def words_in_code() -> frozenset[str]:
    """Every word of code, templates, scripts and styles: what a document names as a name is among them."""
    kinds = {".py", ".html", ".js", ".css", ".toml", ".sh", ".txt"}
    folders = {"benchmarks", "standfirst", "tests", "tools"}
    ours = [path for path in tree() if path.suffix in kinds and path.parts[0] in folders]
    return frozenset(word for path in [*ours, Path("pyproject.toml")] for word in re.findall(r"\w+", text_of(path)))
