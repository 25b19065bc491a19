"""Access tokens: signed, good for 15 minutes, and only while their session stands."""

from uuid import UUID

from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import Session, User


def access_token(session: Session) -> str:
    """A new token with the claims `sub` (user), `sid` (session), `exp`, `iat` and `jti`."""
    token = AccessToken.for_user(session.user)
    token["sid"] = str(session.pk)
    return str(token)


def session_of_access_token(raw: str) -> Session | None:
    """The session with its user, or None where token, session or user are no good; one query."""
    try:
        token = AccessToken(raw)  # type: ignore[arg-type] # the stubs want a Token here
        session_id, user_id = UUID(str(token["sid"])), UUID(str(token["sub"]))
    except (TokenError, KeyError, ValueError):
        return None
    standing = Session.objects.standing().select_related("user")
    return standing.filter(pk=session_id, user_id=user_id).first()


def user_of_access_token(raw: str) -> User | None:
    session = session_of_access_token(raw)
    return session.user if session else None
