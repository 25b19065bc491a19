"""Access tokens (JWT): valid for 15 minutes, and only while their session is active."""

from functools import lru_cache
from time import time
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
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


class Claims(NamedTuple):
    """What a token says; whether the session is active, only PostgreSQL knows."""

    user_id: UUID
    session_id: UUID
    expires: float


def access_token(session: Session) -> str:
    """A new token with the claims `sub` (user), `sid` (session), `exp`, `iat`, `jti`, `iss` (this
    site) and `aud` (its API)."""
    token = OurAccessToken.for_user(session.user)
    token["sid"] = str(session.pk)
    return str(token)


def read_access_token(raw: str) -> Claims | None:
    """The claims of a token that is signed by us and has not expired; None for any other.

    A signature is verified once, and remembered as long as the keys are the same.
    """
    keys = (settings.JWT_SIGNING_KEY, *settings.JWT_ACCEPTED_KEYS, settings.SITE_URL)
    try:
        claims = _verify(raw, keys)
    except (TokenError, *UNREADABLE):
        return None
    return claims if claims.expires > time() else None


def session_of_access_token(raw: str) -> Session | None:
    """The active session of a valid token, with its user; None for any other. One query."""
    claims = read_access_token(raw)
    session = claims and find_session(session_id=claims.session_id)
    return session if session and claims and session.user_id == claims.user_id else None


@lru_cache(maxsize=10_000)
def _verify(raw: str, _keys: tuple[str, ...]) -> Claims:
    token = OurAccessToken(raw)  # type: ignore[arg-type] # the stubs want a Token here
    return Claims(UUID(str(token["sub"])), UUID(str(token["sid"])), float(token["exp"]))
