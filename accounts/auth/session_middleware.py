"""Who a browser is: the session row behind its cookie, asked for once in each request.

Django's cookie leads to Django's session, which holds the id of ours. It is ours that is revoked;
what the cache still knows opens nothing.
"""

from uuid import UUID

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.clients.client import client_of, remember_device
from accounts.models import Session, User
from accounts.selectors import find_session
from accounts.services.login import WebLogin
from accounts.services.sessions import touch_session

SESSION_ID = "session_id"


def find_web_session(cookie: SessionBase) -> Session | None:
    """Our session, with its person, that a Django session stands for; one query, or none.

    Django's own hash of the password is not compared: what changes a password ends the sessions,
    and a hash that is made anew at another cost must not.
    """
    named = cookie.get(SESSION_ID)
    return find_session(session_id=UUID(named)) if named else None


def remember(request: HttpRequest, entered: WebLogin) -> None:
    """Let the browser's cookie, which Django has just made anew, lead to the session."""
    request.session[SESSION_ID] = str(entered.session.pk)
    request.web_session = entered.session  # type: ignore[attr-defined]
    request.device_token = entered.device  # type: ignore[attr-defined]


class WebSessionMiddleware(AuthenticationMiddleware):
    """In the place of Django's: sets `request.user`, when asked for, by our session."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        token = getattr(request, "device_token", None)
        if token:
            remember_device(response, token)
        return response


def _user_of(request: HttpRequest) -> User | AnonymousUser:
    session = find_web_session(request.session)
    if session is None:
        return AnonymousUser()
    request.web_session = session  # type: ignore[attr-defined]
    if touch_session(session=session, client=client_of(request)):
        # The cookie lives on as long as the session does.
        request.session.modified = True
    return session.user
