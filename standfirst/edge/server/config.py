"""What the edge process is told by its environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from standfirst.env import BadSetting, Environment

PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class EdgeConfig:
    """Read once at the start and never changed.

    `memory` is in bytes. `parent` is the process that must be alive for this one to go on; None means nobody watches.
    """

    host: str
    port: int
    app_socket: Path
    static_root: Path
    media_root: Path
    database_url: str
    memory: int
    trusted_proxy: bool
    parent: int | None

    @classmethod
    def from_environ(cls, values: Mapping[str, str]) -> EdgeConfig:
        """Raise `BadSetting`, in words, for a setting that can't be used."""
        env = Environment(values)
        home = env.folder("HOME", PACKAGE.parent / "var", "Everything the site makes lies here.", shown="var/")
        database_url = env.text("DATABASE_URL", f"sqlite:///{home / 'standfirst.sqlite3'}", "Where purges are read.")
        if not database_url.startswith(("sqlite:", "postgresql:", "postgres:")):
            raise BadSetting("STANDFIRST_DATABASE_URL begins with sqlite: or postgresql:.")
        return cls(
            host=env.text("HOST", "127.0.0.1", "The address the edge listens on."),
            port=env.number("PORT", 8000, "The port the edge listens on.", at_least=1),
            app_socket=env.folder("APP_SOCKET", home / "app.sock", "The socket where the app answers."),
            static_root=env.folder("STATIC_ROOT", home / "static", "Files served under /static/."),
            media_root=env.folder(
                "MEDIA_ROOT", home / "media", "Its folders images/ and recordings/ are served under /media/."
            ),
            database_url=database_url,
            memory=env.number("EDGE_MEMORY", 64 * 1024 * 1024, "Bytes of finished pages to keep.", at_least=1024),
            trusted_proxy=env.flag("TRUSTED_PROXY", False, "X-Forwarded headers come from a proxy of ours."),
            parent=env.number("PARENT_PID", 0, "The supervisor; the edge stops when it is gone.") or None,
        )
