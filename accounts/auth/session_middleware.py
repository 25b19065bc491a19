"""Authentication of pages: the session row behind the browser's cookie, read once per request.

Django's cookie names Django's session, which holds the id of ours. Ours is the one that is
revoked, so it does not matter what the cache still holds.
"""

from uuid import UUID

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.clients.client import client_of, set_device_cookie
from accounts.models import Session, User
from accounts.selectors import find_session
from accounts.services.login import WebLogin
from accounts.services.sessions import touch_session

SESSION_ID = "session_id"


def find_web_session(cookie: SessionBase) -> Session | None:
    """Our session, with its user, whose id is in a Django session. One query, or none.

    Django's hash of the password is not compared: a password change ends the sessions, and a
    hash that is renewed at another cost must not.
    """
    named = cookie.get(SESSION_ID)
    return find_session(session_id=UUID(named)) if named else None


def attach_session(request: HttpRequest, login: WebLogin) -> None:
    """Put the session's id into Django's session, which has just got a fresh cookie."""
    request.session[SESSION_ID] = str(login.session.pk)
    request.web_session = login.session  # type: ignore[attr-defined]
    request.device_token = login.device  # type: ignore[attr-defined]


class WebSessionMiddleware(AuthenticationMiddleware):
    """Replaces Django's: sets a lazy `request.user` from our session."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        token = getattr(request, "device_token", None)
        if token:
            set_device_cookie(response, token)
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
