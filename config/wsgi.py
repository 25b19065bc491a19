"""The WSGI entry point: `config.wsgi:application`, for granian."""

import gc
import os
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver
from django.utils import translation

# As much as the proxy collects before the application hears of a request.
SMALL_BODY_BYTES = 1_100_000

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# Django must be set up before models are imported.
django_application = get_wsgi_application()

from core.db.transactions import release_connection  # noqa: E402
from core.errors import UnavailableError  # noqa: E402
from core.limits.concurrency import ConcurrencyLimit  # noqa: E402

# Bodies that arrive slowly all the same must not take all threads.
DISCARDS = ConcurrencyLimit(at_once=16, waiting=0, seconds=0)


def warm_up() -> None:
    """Loads what the first requests would wait for: routes, templates' libraries, translations.

    The collector need not look at any of it again: a full collection would stop all requests.
    """
    get_resolver().url_patterns  # noqa: B018 - imports every view
    engines.all()
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("")
    gc.collect()
    gc.freeze()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Django, which may leave a body unread that it refuses.

    A server that closes such a connection may take its response along, so what is left of a small
    body is read first, as by nginx's `lingering_close`. The proxy has collected it already. Of
    large ones the proxy itself refuses what exceeds our limits.
    """
    response: Iterable[bytes] = django_application(environ, start_response)
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > SMALL_BODY_BYTES or not (length or "HTTP_TRANSFER_ENCODING" in environ):
        return response
    release_connection()
    with suppress(UnavailableError), DISCARDS.turn():
        discard_rest(environ["wsgi.input"])
    return response


def discard_rest(body: Any) -> None:
    left = SMALL_BODY_BYTES
    while left > 0 and (piece := body.read(64 * 1024)):
        left -= len(piece)


warm_up()
