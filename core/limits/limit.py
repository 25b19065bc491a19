"""What a limit is. Each app declares its own; `config/limits.py` lists them all."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils.module_loading import import_string

MINUTE, HOUR = 60, 3600


class By(StrEnum):
    """Whose attempts are counted together."""

    USER = "user"
    ACCOUNT = "account"
    NETWORK = "IP address"
    EMAIL = "e-mail address"


@dataclass(frozen=True)
class Limit:
    """At most `amount` attempts in any `window` seconds: a sliding window.

    `counts` describes the attempts, for docs/limits.md. `routes` are `METHOD /route` as in the
    URLconf: their responses carry the quota also when the request failed before it was counted.
    """

    name: str
    amount: int
    window: int
    by: By
    counts: str
    routes: tuple[str, ...] = ()
    # Counted in PostgreSQL instead of Redis: exact also while Redis is down.
    is_exact: bool = False

    def key(self, by: object) -> str:
        """What the attempts of `by` are stored under: a digest, since `by` may be an address."""
        digest = sha256(str(by).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return f"limit:{self.name}:{digest}"


def declared_limits() -> tuple[Limit, ...]:
    """All limits of the site."""
    limits: tuple[Limit, ...] = import_string(settings.RATE_LIMITS_DECLARED)
    return limits


def limits_of(route: str) -> list[Limit]:
    """The limits that guard `METHOD /route`."""
    return _by_route(settings.RATE_LIMITS_DECLARED).get(route, [])


@cache
def _by_route(declared: str) -> dict[str, list[Limit]]:
    found: dict[str, list[Limit]] = defaultdict(list)
    for limit in import_string(declared):
        for route in limit.routes:
            found[route].append(limit)
    return dict(found)
