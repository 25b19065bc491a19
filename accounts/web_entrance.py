"""Who a browser is: the session row behind its cookie, asked for once in each request.

Django's cookie leads to Django's session, which holds the id of ours. It is ours that is revoked;
what the cache still knows opens nothing.
"""

from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from accounts.clients import client_of, remember_device
from accounts.models import Session, User
from accounts.selectors import find_session
from accounts.services.sessions import touch_session
from accounts.services.signing_in import admit_browser

SESSION_ID = "session_id"


def session_behind(cookie: SessionBase) -> Session | None:
    """Our session, with its person, that a Django session stands for; one query, or none."""
    named = cookie.get(SESSION_ID)
    session = find_session(session_id=UUID(named)) if named else None
    if session is None:
        return None
    # A second lock on the same door: the hash in the cookie's session ends with the password.
    known = cookie.get(HASH_SESSION_KEY, "")
    return session if constant_time_compare(known, session.user.get_session_auth_hash()) else None


def enter(request: HttpRequest, user: User) -> None:
    """Sign the browser in, after Django has given it a fresh cookie."""
    entered = admit_browser(user=user, client=client_of(request))
    request.session[SESSION_ID] = str(entered.session.pk)
    entered.session.user = user
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
    session = session_behind(request.session)
    if session is None:
        return AnonymousUser()
    request.web_session = session  # type: ignore[attr-defined]
    if touch_session(session=session, client=client_of(request)):
        # The cookie lives on as long as the session does.
        request.session.modified = True
    return session.user
