"""Timelines as they are in Redis, of which HTTP does not speak: docs/architecture.md."""

from uuid import UUID

from accounts.models import User
from tests.bench import load
from tests.bench.measuring import Bench
from tests.bench.viewers import app_headers

LENGTH = 500
_SHARDS = 64


def key_of(user_id: UUID) -> str:
    return f"timeline:{{{user_id.int % _SHARDS}}}:{user_id.hex}"


def full_timeline(bench: Bench) -> str:
    """The key of a timeline that the site has filled for someone who reads."""
    reader = User.objects.get(pk=bench.world.user_id(1))
    headers = app_headers([reader])[0]
    load.ask(bench.programs.web(), load.request("GET", "/api/v1/feed", headers))
    key = key_of(reader.pk)
    assert bench.programs.redis.llen(key) >= LENGTH, "timelines are not kept as expected"
    return key
