"""The edge's settings, read from an environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from standfirst.edge.server.config import EdgeConfig
from standfirst.env import BadSetting


def test_home_is_enough(tmp_path: Path) -> None:
    config = EdgeConfig.from_environ({"STANDFIRST_HOME": str(tmp_path)})
    assert (config.host, config.port, config.memory) == ("127.0.0.1", 8000, 64 * 1024 * 1024)
    assert config.database_url == f"sqlite:///{tmp_path / 'standfirst.sqlite3'}"
    assert config.static_root == tmp_path / "static"
    assert (config.trusted_proxy, config.parent) == (False, None)


def test_everything_can_be_said() -> None:
    told = {
        "STANDFIRST_HOST": "::1",
        "STANDFIRST_PORT": "8123",
        "STANDFIRST_APP_SOCKET": "/run/app.sock",
        "STANDFIRST_DATABASE_URL": "postgresql://root@127.0.0.1/paper",
        "STANDFIRST_EDGE_MEMORY": "1048576",
        "STANDFIRST_TRUSTED_PROXY": "1",
        "STANDFIRST_PARENT_PID": "17",
    }
    config = EdgeConfig.from_environ(told)
    assert (config.host, config.port, config.app_socket) == ("::1", 8123, Path("/run/app.sock"))
    assert (config.memory, config.trusted_proxy, config.parent) == (1048576, True, 17)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "http"), ("EDGE_MEMORY", "64M"), ("DATABASE_URL", "mysql://x"), ("TRUSTED_PROXY", "maybe")],
)
def test_a_setting_that_makes_no_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"STANDFIRST_{name}"):
        EdgeConfig.from_environ({f"STANDFIRST_{name}": value})
