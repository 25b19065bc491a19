"""Signing in and out, for apps."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from drf_standardized_errors.openapi_serializers import ErrorResponse401Serializer
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.clients import client_of, remember_device
from accounts.serializers import (
    AccessSerializer,
    LoginSerializer,
    RegisterSerializer,
    SignedInSerializer,
    UserSerializer,
)
from accounts.services import register_user
from accounts.services.sessions import (
    BadRefreshTokenError,
    SignedIn,
    end_session,
    refresh_session,
)
from accounts.services.signing_in import admit_app, sign_in_app
from accounts.viewer import session_of, signed_in

COOKIE = "refresh_token"
COOKIE_PATH = "/api/v1/auth"


class EntranceView(APIView):
    """A door without a token: an old one that an app still sends along is not looked at."""

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


class RegisterView(EntranceView):
    @extend_schema(request=RegisterSerializer, responses={201: SignedInSerializer})
    def post(self, request: Request) -> Response:
        """Open an account and sign in. The refresh token comes as a cookie."""
        serializer = RegisterSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        user = register_user(**serializer.validated_data)
        return _welcome(request, *admit_app(user=user, client=client_of(request)), 201)


class LoginView(EntranceView):
    @extend_schema(
        request=LoginSerializer,
        responses={200: SignedInSerializer, 401: ErrorResponse401Serializer},
    )
    def post(self, request: Request) -> Response:
        """Sign in. The refresh token comes as a cookie."""
        serializer = LoginSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        found = sign_in_app(**serializer.validated_data, client=client_of(request))
        return _welcome(request, *found, 200)


class RefreshView(EntranceView):
    @extend_schema(
        request=None,
        responses={
            200: AccessSerializer,
            401: ErrorResponse401Serializer,
            409: OpenApiResponse(description="`retry`: it was swapped a moment ago."),
        },
        parameters=[OpenApiParameter(COOKIE, location=OpenApiParameter.COOKIE, required=True)],
    )
    def post(self, request: Request) -> Response:
        """A new access token, and a new cookie in place of the old."""
        token = request.COOKIES.get(COOKIE)
        if not token:
            raise BadRefreshTokenError
        refreshed = refresh_session(token=token)
        response = Response({"access": refreshed.access})
        _set_cookie(response, refreshed.refresh)
        return response


class LogoutView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """Sign out: neither the access token nor the cookie is good any more."""
        end_session(session=session_of(request))
        response = Response(status=204)
        _set_cookie(response, "", max_age=0)
        return response


class MeView(APIView):
    @extend_schema(responses=UserSerializer)
    def get(self, request: Request) -> Response:
        """Yourself."""
        return Response(UserSerializer(signed_in(request), context={"request": request}).data)


def _welcome(request: Request, found: SignedIn, device: str, status: int) -> Response:
    user = UserSerializer(found.user, context={"request": request}).data
    response = Response({"user": user, "access": found.access}, status=status)
    _set_cookie(response, found.refresh)
    remember_device(response, device)
    return response


def _set_cookie(response: Response, token: str, *, max_age: int | None = None) -> None:
    lifetime = int(settings.REFRESH_TOKEN_LIFETIME.total_seconds())
    response.set_cookie(
        COOKIE,
        token,
        max_age=lifetime if max_age is None else max_age,
        path=COOKIE_PATH,
        secure=True,
        httponly=True,
        samesite="Strict",
    )
