"""The language of a user: the chosen one, or else the request's."""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.models import User
from accounts.validation.profiles import is_supported_language

GetResponse = Callable[[HttpRequest], HttpResponse]

PATHS_WITHOUT_TEXT = ("/media/", "/healthz", "/readyz")


def activate_language_of(user: User) -> None:
    """For the rest of this request, whatever the client prefers."""
    if is_supported_language(user.language):
        translation.activate(user.language)


class LanguageMiddleware:
    """After Django's own, which goes by the cookie and by Accept-Language."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _has_language(request):
            # Without a database the view will say so itself.
            with suppress(OperationalError):
                if isinstance(request.user, User):
                    activate_language_of(request.user)
        return self.get_response(request)


def _has_language(request: HttpRequest) -> bool:
    """Whether the user matters here: files have no texts."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and not request.path.startswith(PATHS_WITHOUT_TEXT)
