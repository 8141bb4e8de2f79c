"""Sessions in Django's own table, read with a query that is compiled once: everyone who is signed in asks it."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from standfirst.prepared import Prepared

SESSION: Prepared[Session] = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), kept=True
)


class SessionStore(DatabaseSessions):
    """Django's, found more quickly."""

    def _get_session_from_db(self) -> Any:
        """None, and no key any more, where there is none that holds."""
        found = SESSION.first(key=self.session_key, now=timezone.now()) if self.session_key else None
        if found is None:
            self._session_key = None
        return found
