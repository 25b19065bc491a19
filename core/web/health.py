"""`/healthz` (liveness) and `/readyz` (readiness: the database and Redis respond)."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import redis


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 if every check passes, or 503 with the names of those that fail."""
    failing = [name for name, passes in CHECKS.items() if not passes()]
    if failing:
        return JsonResponse({"status": "unready", "failing": failing}, status=503)
    return JsonResponse({"status": "ready"})


def _database_responds() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_responds() -> bool:
    try:
        return bool(redis.durable().ping() and redis.disposable().ping())
    except redis.RedisError:
        return False


CHECKS: dict[str, Callable[[], bool]] = {"database": _database_responds, "redis": _redis_responds}
