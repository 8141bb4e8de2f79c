"""tools/bootstrap.sh on machines as they are: stand-ins that fail when called, old interpreters, none at all."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import REPOSITORY

pytestmark = pytest.mark.processes
TOOLS = ("awk", "sh", "cat", "chmod", "cmp", "cp", "grep", "mkdir", "rm")
FOUND_EVERYWHERE = [*Path("/usr/local/bin").glob("python3.1[2-5]"), *Path("/opt/homebrew/bin").glob("python3.1[2-5]")]

# Answers the question for its version, and makes a "virtual environment" whose Python only notes what it was told.
INTERPRETER = """#!/bin/sh
case "$1" in
-c) echo {minor} ;;
-m)
    mkdir -p "$3/bin"
    cat > "$3/bin/python" <<'END'
#!/bin/sh
echo "{minor}: $*" >> "{log}"
case "$*" in *install*) exit ${{FAIL_INSTALL:-0}} ;; esac
END
    chmod +x "$3/bin/python"
    ;;
esac
"""
BROKEN = "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n"


@dataclass(frozen=True)
class Machine:
    """A machine with a short PATH, nobody's home folder and a checkout that has only a lock."""

    folder: Path

    @property
    def venv(self) -> Path:
        return self.folder / "made" / "venv"

    @property
    def installed(self) -> list[str]:
        """What the Python of the virtual environment was told, but for being asked whether it lives."""
        log = self.folder / "log"
        return [line for line in log.read_text().splitlines() if "pip install" in line] if log.exists() else []

    def lock(self, packages: str = "django==6.1.3\n") -> None:
        (self.folder / "requirements").mkdir(exist_ok=True)
        (self.folder / "requirements" / "runtime.txt").write_text(packages)

    def has(self, name: str, minor: int | None, *, below: str = "bin") -> None:
        """An interpreter of this name that works as 3.`minor`, or one that fails when called."""
        path = self.folder / below / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BROKEN if minor is None else INTERPRETER.format(minor=minor, log=self.folder / "log"))
        path.chmod(0o755)

    def bootstrap(self, **environ: str) -> subprocess.CompletedProcess[str]:
        environ = {"PATH": str(self.folder / "bin"), "HOME": str(self.folder / "home"), **environ}
        return subprocess.run(
            [self.folder / "bin" / "sh", REPOSITORY / "tools" / "bootstrap.sh", "runtime"],
            cwd=self.folder,
            env={**environ, "STANDFIRST_HOME": str(self.folder / "made")},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        place = shutil.which(tool)
        assert place, tool
        (tmp_path / "bin" / tool).symlink_to(place)
    made.lock()
    return made


def test_a_stand_in_that_fails_when_called_is_passed_over(machine: Machine) -> None:
    machine.has("python3", None)
    machine.has("python3.15", None)
    machine.has("python3.14", 14)
    done = machine.bootstrap()
    assert done.returncode == 0, done.stderr
    assert "making a virtual environment with Python 3.14" in done.stdout
    assert machine.installed[0].startswith("14: -m pip install")
    assert "--require-hashes -r requirements/runtime.txt" in machine.installed[0]


@pytest.mark.parametrize("below", ["home/.pyenv/versions/3.15.0/bin", "home/.local/share/uv/python/cpython-3.15/bin"])
def test_a_newer_one_beside_an_old_one_is_found(machine: Machine, below: str) -> None:
    machine.has("python3", 8)
    machine.has("python3.15", 15, below=below)
    assert "with Python 3.15" in machine.bootstrap().stdout


def test_the_newest_that_works_is_taken(machine: Machine) -> None:
    for name, minor in (("python3.12", 12), ("python3.15", 15), ("python3", 13), ("python", 16)):
        machine.has(name, minor)
    assert "with Python 3.15" in machine.bootstrap().stdout


@pytest.mark.skipif(bool(FOUND_EVERYWHERE), reason="this machine has a new Python where everybody's is looked for")
@pytest.mark.parametrize("minor", [8, 11, None])
def test_without_a_python_that_is_new_enough_it_says_so_in_one_line(machine: Machine, minor: int | None) -> None:
    machine.has("python3", minor)
    done = machine.bootstrap()
    assert done.returncode != 0
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith("error: Standfirst needs Python 3.12 or newer")
    assert not machine.venv.exists()


def test_a_second_time_nothing_is_done(machine: Machine) -> None:
    machine.has("python3.15", 15)
    machine.bootstrap()
    again = machine.bootstrap()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(machine.installed) == 1


def test_a_changed_lock_is_installed_into_the_same_environment(machine: Machine) -> None:
    machine.has("python3.15", 15)
    machine.bootstrap()
    machine.lock("django==6.1.4\n")
    again = machine.bootstrap()
    assert "making a virtual environment" not in again.stdout
    assert len(machine.installed) == 2


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    machine.has("python3.15", 15)
    machine.bootstrap()
    (machine.venv / "bin" / "python").unlink()
    assert "making a virtual environment" in machine.bootstrap().stdout
    assert len(machine.installed) == 2


def test_an_installation_that_broke_off_is_tried_again(machine: Machine) -> None:
    machine.has("python3.15", 15)
    machine.bootstrap()
    for lock in ("django==6.1.4\n", "django==6.1.5\n"):
        machine.lock(lock)
        broken = machine.bootstrap(FAIL_INSTALL="1")
        assert broken.returncode != 0
        assert broken.stderr.startswith("error: the dependencies could not be installed")
        assert machine.bootstrap().returncode == 0
    assert len(machine.installed) == 5
