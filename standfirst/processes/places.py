"""Where the processes find each other and their files. Knows no Django."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from standfirst.env import Environment

PACKAGE = Path(__file__).resolve().parent.parent
# sun_path holds 108 bytes on Linux, 104 elsewhere.
LONGEST_SOCKET_PATH = 100


@dataclass(frozen=True)
class Places:
    """One installation: its home folder, its address, its database."""

    home: Path
    host: str
    port: int
    base_url: str
    database_url: str
    production: bool

    @classmethod
    def from_environ(cls, *, port: int | None = None) -> Places:
        env = Environment()
        home = env.folder("HOME", PACKAGE.parent / "var", "")
        host = env.text("HOST", "127.0.0.1", "")
        used_port = port or env.number("PORT", 8000, "", at_least=1)
        reached_at = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104 - compared, not bound
        return cls(
            home=home,
            host=host,
            port=used_port,
            base_url=env.text("BASE_URL", f"http://{reached_at}:{used_port}", ""),
            database_url=env.text("DATABASE_URL", "", "") or f"sqlite://{home / 'standfirst.sqlite3'}",
            production=env.text("MODE", "demo", "") == "production",
        )

    def child_environ(self) -> dict[str, str]:
        """What every process of this installation is started with."""
        return {
            **os.environ,
            "STANDFIRST_HOME": str(self.home),
            "STANDFIRST_HOST": self.host,
            "STANDFIRST_PORT": str(self.port),
            "STANDFIRST_BASE_URL": self.base_url,
            "STANDFIRST_DATABASE_URL": self.database_url,
            "STANDFIRST_STATIC_ROOT": str(self.home / "static"),
            "STANDFIRST_MEDIA_ROOT": str(self.home / "media"),
            "STANDFIRST_APP_SOCKET": str(self.app_socket()),
            "STANDFIRST_PARENT_PID": str(os.getpid()),
            "DJANGO_SETTINGS_MODULE": "standfirst.settings",
            "PYTHONUNBUFFERED": "1",
        }

    def app_socket(self) -> Path:
        """The unix socket between edge and app, in the home folder unless its path is too long for a socket."""
        given = os.environ.get("STANDFIRST_APP_SOCKET")
        if given:
            return Path(given)
        # With the port in its name: two sites in one home folder don't take each other's app away.
        path = self.home / "run" / f"app-{self.port}.sock"
        if len(str(path)) > LONGEST_SOCKET_PATH:
            path = Path(tempfile.gettempdir()) / f"standfirst-{self.port}.sock"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path
