"""The sessions of browsers: in the cache, and in the database where the cache is away."""

import re

from django.contrib.sessions.backends.cached_db import SessionStore as CachedDatabaseStore

KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(CachedDatabaseStore):
    """Looks up only keys that it could have given out: a quoted cookie may hold any byte,
    and PostgreSQL refuses some of them with an error."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and KEY.fullmatch(key))
