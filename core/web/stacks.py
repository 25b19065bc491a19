"""Two stacks of middleware in one application: the API's and that of the pages.

The API has no forms, no cookies of sessions and no templates, so it does without what those need.
"""

from threading import Lock

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware

from core.web.error_pages import API_PATH

_LOADING = Lock()


class StacksHandler(BaseHandler):
    """Django's handler, but requests of the API pass `settings.API_MIDDLEWARE` instead."""

    def load_middleware(self, is_async: bool = False) -> None:
        """Django reads no setting but `MIDDLEWARE`, which is the API's for that long."""
        with _LOADING:
            self._api = BaseHandler()
            pages, settings.MIDDLEWARE = settings.MIDDLEWARE, settings.API_MIDDLEWARE
            try:
                self._api.load_middleware(is_async)
            finally:
                settings.MIDDLEWARE = pages
            super().load_middleware(is_async)

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(API_PATH):
            return self._api.get_response(request)
        return super().get_response(request)


class Application(StacksHandler, WSGIHandler):
    """What a WSGI server serves."""


class APIMiddleware(CommonMiddleware):
    """Checks the host and sets the length, as for pages; no cookie logs a user in.

    Every path under `/api/` has a route, so none is tried again with a slash at its end.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        # Until DRF sets the token's.
        request.user = AnonymousUser()

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        return False
