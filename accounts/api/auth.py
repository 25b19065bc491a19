"""What endpoints without a token share, and the response to a login."""

from typing import Any

from django.conf import settings
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.clients.client import set_device_cookie
from accounts.serializers import UserSerializer
from accounts.services.sessions import TokenPair
from core.api.views import APIView

COOKIE = "refresh_token"
COOKIE_PATH = "/api/v1/auth"


class AuthView(APIView):
    """Needs no access token; an old one that an app still sends is ignored."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        final["Cache-Control"] = "private, no-store"
        if final.status_code == 401:
            final["WWW-Authenticate"] = "Bearer"
        return final


def login_response(request: Request, found: TokenPair, device: str, status: int = 200) -> Response:
    """The response to a login: user, access token, and the cookies."""
    user = UserSerializer(found.user, context={"request": request}).data
    response = Response({"user": user, "access": found.access}, status=status)
    set_refresh_cookie(response, found.refresh)
    set_device_cookie(response, device)
    return response


def set_refresh_cookie(response: Response, token: str) -> None:
    lifetime = int(settings.REFRESH_TOKEN_LIFETIME.total_seconds())
    _set_cookie(response, token, max_age=lifetime)


def clear_refresh_cookie(response: Response) -> None:
    _set_cookie(response, "", max_age=0)


def _set_cookie(response: Response, token: str, *, max_age: int) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=max_age,
        path=COOKIE_PATH,
        secure=True,
        httponly=True,
        samesite="Strict",
    )
