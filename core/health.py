"""`/healthz`: this process lives. `/readyz`: what it needs answers too."""

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
    """200 if every part answers; 503 with the names of those that do not."""
    failing = [name for name, answers in CHECKS.items() if not answers()]
    if failing:
        return JsonResponse({"status": "unready", "failing": failing}, status=503)
    return JsonResponse({"status": "ready"})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_answers() -> bool:
    try:
        return bool(redis.durable().ping() and redis.disposable().ping())
    except redis.RedisError:
        return False


CHECKS: dict[str, Callable[[], bool]] = {"database": _database_answers, "redis": _redis_answers}
