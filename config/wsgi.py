"""The WSGI entry point: `config.wsgi:application`, for granian."""

import gc
import os
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver
from django.utils import translation

DISCARD_BYTES = 2 * 1024 * 1024

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")


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


def discard_rest(body: Any) -> None:
    """Reads what the application left of a small body, as nginx's `lingering_close` does.

    If a server closes a connection before it has read everything, the proxy may lose the response.
    Larger bodies that are refused are the proxy's: it lets no more than this exceed our limits.
    """
    left = DISCARD_BYTES
    while left > 0 and (piece := body.read(64 * 1024)):
        left -= len(piece)


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    has_body = environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING")
    response: Iterable[bytes] = django_application(environ, start_response)
    if has_body:
        discard_rest(environ["wsgi.input"])
    return response


django_application = get_wsgi_application()
warm_up()
