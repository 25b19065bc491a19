"""Authentication of the API: access tokens."""

from django.http import HttpRequest
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.request import Request

from accounts.auth.access_tokens import Claims, read_access_token, session_of_access_token
from accounts.models import Session, User
from accounts.preferences.languages import activate_language_of


class AccessTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access>`; `request.auth` is the session.

    The session is read on every request, so a token ends with it and not 15 minutes later.
    """

    def authenticate(self, request: Request) -> tuple[User, Session] | None:
        raw = _bearer_token(request)
        if raw is None:
            return None
        session = session_of_access_token(raw)
        if session is None:
            raise AuthenticationFailed
        activate_language_of(session.user)
        return session.user, session

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def authenticate_claims(request: HttpRequest) -> Claims:
    """What a valid access token says, for a view whose own query checks the session: no query.

    Raises NotAuthenticated without a token, AuthenticationFailed for an invalid one.
    """
    raw = _bearer_token(request)
    if raw is None:
        raise NotAuthenticated
    claims = read_access_token(raw)
    if claims is None:
        raise AuthenticationFailed
    return claims


def _bearer_token(request: HttpRequest | Request) -> str | None:
    """Blank for a header with no token or several words."""
    words = request.META.get("HTTP_AUTHORIZATION", "").split()
    if not words or words[0].lower() != "bearer":
        return None
    return words[1] if len(words) == 2 else ""


class AccessTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Its entry in the OpenAPI document."""

    target_class = AccessTokenAuthentication
    name = "accessToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
