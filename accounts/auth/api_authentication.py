"""Authentication of the API: access tokens."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.auth.access_tokens import session_of_access_token
from accounts.models import Session, User
from accounts.preferences.languages import activate_language_of


class AccessTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access>`; `request.auth` is the session.

    The session is read on every request, so a token ends with it and not 15 minutes later.
    """

    def authenticate(self, request: Request) -> tuple[User, Session] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        session = session_of_access_token(words[1].decode("latin-1")) if len(words) == 2 else None
        if session is None:
            raise AuthenticationFailed
        activate_language_of(session.user)
        return session.user, session

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class AccessTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Its entry in the OpenAPI document."""

    target_class = AccessTokenAuthentication
    name = "accessToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
