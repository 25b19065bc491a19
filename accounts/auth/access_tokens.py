"""Access tokens (JWT): valid for 15 minutes, and only while their session is active."""

from uuid import UUID

from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken

from accounts.auth.signing_keys import KeySet
from accounts.models import Session
from accounts.selectors import find_session

# A claim that is no number, or a time beyond what a date can hold.
UNREADABLE = (KeyError, TypeError, ValueError, OverflowError, OSError)


class OurAccessToken(AccessToken):
    """simplejwt's token, with our keys. The key set is read each time, so settings can change."""

    def get_token_backend(self) -> KeySet:
        return KeySet()


def access_token(session: Session) -> str:
    """A new token with the claims `sub` (user), `sid` (session), `exp`, `iat`, `jti`, `iss` (this
    site) and `aud` (its API)."""
    token = OurAccessToken.for_user(session.user)
    token["sid"] = str(session.pk)
    return str(token)


def session_of_access_token(raw: str) -> Session | None:
    """The active session of a valid token, with its user; None for any other. One query."""
    try:
        token = OurAccessToken(raw)  # type: ignore[arg-type] # the stubs want a Token here
        session_id, user_id = UUID(str(token["sid"])), UUID(str(token["sub"]))
    except (TokenError, *UNREADABLE):
        return None
    session = find_session(session_id=session_id)
    return session if session and session.user_id == user_id else None
