"""Login by password or by a mailed code, with the second factor."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.auth import AuthView, login_response
from accounts.api.serializers import (
    LoginByCodeSerializer,
    LoginResponseSerializer,
    LoginSerializer,
    WhoSerializer,
)
from accounts.clients.client import client_of
from accounts.limits import LOGINS, MAIL_REQUESTS
from accounts.services.login import log_in_app, log_in_app_by_code
from accounts.services.mail_requests import request_login_code
from core import limits
from core.api.schema import error_response
from core.api.views import validated_data
from core.web.clients import client_network

REFUSED = error_response(
    "`otp_required`: ask for the second factor and send the same again with `otp`. "
    "`otp_invalid`: the second factor is wrong. Any other code: the first one is.",
)


class LoginView(AuthView):
    @extend_schema(request=LoginSerializer, responses={200: LoginResponseSerializer, 401: REFUSED})
    def post(self, request: Request) -> Response:
        """Log in. The refresh token comes as a cookie.

        After five wrong passwords in a quarter of an hour, only trusted devices can log in by
        password; a login by a mailed code is still possible.
        """
        limits.hit(LOGINS, by=client_network(request))
        given = validated_data(request, LoginSerializer)
        return login_response(request, *log_in_app(**given, client=client_of(request)))


class LoginCodeView(AuthView):
    @extend_schema(request=WhoSerializer, responses={202: None})
    def post(self, request: Request) -> Response:
        """Have a login code mailed, if there is an account with a verified address."""
        given = validated_data(request, WhoSerializer)
        limits.hit(MAIL_REQUESTS, by=client_network(request))
        request_login_code(**given)
        return Response(status=202)


class LoginByCodeView(AuthView):
    @extend_schema(
        request=LoginByCodeSerializer, responses={200: LoginResponseSerializer, 401: REFUSED}
    )
    def post(self, request: Request) -> Response:
        """Log in by a mailed code. The refresh token comes as a cookie."""
        limits.hit(LOGINS, by=client_network(request))
        given = validated_data(request, LoginByCodeSerializer)
        return login_response(request, *log_in_app_by_code(**given, client=client_of(request)))
