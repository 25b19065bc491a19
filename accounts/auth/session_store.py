"""Django's sessions: in the cache, and in the database while the cache is down."""

import re

from django.contrib.sessions.backends.cached_db import SessionStore as CachedDatabaseStore

KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(CachedDatabaseStore):
    """Looks up well-formed keys only: a quoted cookie may hold any byte, and PostgreSQL refuses
    some of them with an error."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and KEY.fullmatch(key))
