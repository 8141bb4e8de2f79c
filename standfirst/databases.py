"""Django's settings for a database, from its address."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database_from(url: str) -> dict[str, object]:
    """Django's settings for one database, from its address.

    SQLite: WAL with full synchronisation (an acknowledged comment survives a power cut), and immediate transactions
    (a writer waits at its first statement instead of failing at its first write).
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "standfirst.sqlite",
            "NAME": "/" + unquote(parts.path).lstrip("/"),
            # Opening the file and setting it up costs as much CPU as a third of posting a comment.
            "CONN_MAX_AGE": 300,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
                # What was deleted is written over with zeros, so that it can't be read from the file.
                "PRAGMA secure_delete=ON;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 300,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"STANDFIRST_DATABASE_URL begins with sqlite: or postgresql:, not {parts.scheme!r}.")
