"""The WSGI entry point: `config.wsgi:application`, for granian."""

import gc
import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import django
from django.conf import settings
from django.template import engines
from django.urls import get_resolver
from django.utils import translation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# Django must be set up before models are imported.
django.setup(set_prefix=False)

from core.web.bodies import discard_rest  # noqa: E402
from core.web.release import release  # noqa: E402
from core.web.stacks import Application  # noqa: E402

django_application = Application()


def warm_up() -> None:
    """Loads what the first requests would wait for: routes, templates' libraries, translations.

    The collector need not look at any of it again: a full collection would stop all requests.
    """
    get_resolver().url_patterns  # noqa: B018 - imports every view
    engines.all()
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("")
    release()
    gc.collect()
    gc.freeze()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    response: Iterable[bytes] = django_application(environ, start_response)
    discard_rest(environ)
    return response


warm_up()
