"""Signing in and out, for apps."""

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.serializers import (
    AccessSerializer,
    LoginSerializer,
    RegisterSerializer,
    SignedInSerializer,
    UserSerializer,
)
from accounts.services import register_user
from accounts.sessions import (
    BadRefreshTokenError,
    SignedIn,
    end_session,
    refresh_session,
    sign_in_app,
    start_session,
)
from accounts.viewer import session_of, signed_in

COOKIE = "refresh_token"
COOKIE_PATH = "/api/v1/auth"


class RegisterView(APIView):
    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(request=RegisterSerializer, responses={201: SignedInSerializer})
    def post(self, request: Request) -> Response:
        serializer = RegisterSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        user = register_user(**serializer.validated_data)
        return _welcome(request, start_session(user=user, user_agent=_user_agent(request)), 201)


class LoginView(APIView):
    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(request=LoginSerializer, responses=SignedInSerializer)
    def post(self, request: Request) -> Response:
        serializer = LoginSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data
        user_agent = _user_agent(request)
        found = sign_in_app(login=given["login"], password=given["password"], user_agent=user_agent)
        return _welcome(request, found, 200)


class RefreshView(APIView):
    """The only credential is the cookie."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(request=None, responses=AccessSerializer)
    def post(self, request: Request) -> Response:
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
        end_session(session=session_of(request))
        response = Response(status=204)
        response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Strict")
        return response


class MeView(APIView):
    @extend_schema(responses=UserSerializer)
    def get(self, request: Request) -> Response:
        return Response(UserSerializer(signed_in(request), context={"request": request}).data)


def _welcome(request: Request, found: SignedIn, status: int) -> Response:
    user = UserSerializer(found.user, context={"request": request}).data
    response = Response({"user": user, "access": found.access}, status=status)
    _set_cookie(response, found.refresh)
    return response


def _set_cookie(response: Response, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=settings.REFRESH_TOKEN_LIFETIME,
        path=COOKIE_PATH,
        secure=True,
        httponly=True,
        samesite="Strict",
    )


def _user_agent(request: Request) -> str:
    return str(request.headers.get("User-Agent", ""))
