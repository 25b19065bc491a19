"""Who opens a socket: by bearer token, by ticket or by session cookie, the first that is present.

Each leads to a session, and the socket lives no longer than that. Invalid credentials are refused,
whatever valid ones come beside them.
"""

from importlib import import_module
from urllib.parse import parse_qs

from django.conf import settings
from django.http import parse_cookie

from accounts.auth.access_tokens import session_of_access_token
from accounts.auth.session_middleware import find_web_session
from accounts.models import Session
from accounts.selectors import find_session
from messaging.sockets.asgi import Scope, header
from messaging.tickets import redeem_ticket


def authenticate(scope: Scope) -> Session | None:
    """The session that opens this socket, with its user. Raises UnavailableError."""
    bearer, ticket = _bearer(scope), _ticket(scope)
    if bearer is not None:
        return session_of_access_token(bearer)
    if ticket is not None:
        session_id = redeem_ticket(ticket)
        return find_session(session_id=session_id) if session_id else None
    return _session_of_cookie(scope)


def _bearer(scope: Scope) -> str | None:
    scheme, _space, token = (header(scope, b"authorization") or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _ticket(scope: Scope) -> str | None:
    query = parse_qs(scope["query_string"].decode("latin1"), keep_blank_values=True)
    return query["ticket"][0] if "ticket" in query else None


def _session_of_cookie(scope: Scope) -> Session | None:
    """As pages authenticate."""
    cookies = parse_cookie(header(scope, b"cookie") or "")
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    return (
        find_web_session(import_module(settings.SESSION_ENGINE).SessionStore(key)) if key else None
    )
