"""Bounds the requests in work: each holds a database connection, and the pool has so many."""

from collections.abc import Callable

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from core.db.transactions import take_connection
from core.db.waiting import start_wait_budget
from core.errors import UnavailableError
from core.web.error_pages import error_response

log = structlog.get_logger("request")

# It has to answer whatever else is going on, and makes no query.
UNBOUNDED_PATH = "/healthz"


class OverloadMiddleware:
    """Waits for a connection before any work is done, or refuses the request.

    It comes before all middleware that makes queries, and after those that a refusal needs: the
    client's language, the headers for other origins.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != UNBOUNDED_PATH:
            start_wait_budget()
            try:
                take_connection()
            except OperationalError as error:
                log.warning("database_unavailable", error=repr(error))
                return error_response(request, UnavailableError())
        return self.get_response(request)
