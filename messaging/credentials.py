"""Who opens a socket: by bearer token, by ticket or by session cookie, the first that is there.

One that is there and bad is not made up for by another.
"""

from importlib import import_module
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, parse_cookie

from accounts.models import User
from accounts.tokens import user_of_access_token
from messaging.asgi import Scope, header
from messaging.selectors import find_viewer
from messaging.tickets import redeem_ticket


def identify(scope: Scope) -> User | None:
    """The active person who opens this socket. Raises UnavailableError."""
    bearer, ticket = _bearer(scope), _ticket(scope)
    if bearer is not None:
        user = user_of_access_token(bearer)
    elif ticket is not None:
        user_id = redeem_ticket(ticket)
        user = find_viewer(user_id=user_id) if user_id else None
    else:
        user = _user_of_session(scope)
    return user if user and user.is_active else None


def is_still(viewer: User, scope: Scope) -> bool:
    """Whether they are active, and their session, if it opened the socket, is still theirs."""
    if _bearer(scope) is None and _ticket(scope) is None:
        user = _user_of_session(scope)
        return user is not None and user.pk == viewer.pk
    return find_viewer(user_id=viewer.pk) is not None


def _bearer(scope: Scope) -> str | None:
    scheme, _space, token = (header(scope, b"authorization") or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _ticket(scope: Scope) -> str | None:
    query = parse_qs(scope["query_string"].decode("latin1"), keep_blank_values=True)
    return query["ticket"][0] if "ticket" in query else None


def _user_of_session(scope: Scope) -> User | None:
    """As Django's middlewares find it: an ended session or a changed password is nobody's."""
    cookies = parse_cookie(header(scope, b"cookie") or "")
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    return user if isinstance(user, User) else None
