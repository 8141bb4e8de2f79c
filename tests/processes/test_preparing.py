"""The first start takes a while; stopped on the way, it leaves nothing running, and the next start goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.process_tree import alive, descendants
from tests.site import free_port

pytestmark = pytest.mark.processes


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_while_it_is_still_preparing(tmp_path: Path, how: signal.Signals) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("STANDFIRST_")}
    environ |= {"STANDFIRST_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "standfirst", "run", "--port", str(free_port())]
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as supervisor:
        assert supervisor.stdout is not None
        for line in supervisor.stdout:
            if line.startswith("database:"):
                break
        preparing = [process.pid for process in descendants(supervisor.pid)]
        supervisor.send_signal(how)
        rest = supervisor.stdout.read()
    assert supervisor.returncode == 0, rest
    assert "Traceback" not in rest
    assert preparing
    assert not [pid for pid in preparing if alive(pid)]
