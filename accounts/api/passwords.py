"""Changing the password, and resetting a forgotten one."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.auth import AuthView
from accounts.api.serializers import (
    ChangePasswordSerializer,
    EmailSerializer,
    ResetPasswordSerializer,
)
from accounts.clients.client import client_of
from accounts.limits import MAIL_REQUESTS
from accounts.requests import AuthenticatedApiRequest
from accounts.services.mail_requests import request_password_reset
from accounts.services.passwords import change_password, reset_password
from core import limits
from core.api.views import APIView, validated_data
from core.web.clients import client_network


class ChangePasswordView(APIView):
    @extend_schema(request=ChangePasswordSerializer, responses={204: None})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Change password; you are logged out everywhere else."""
        given = validated_data(request, ChangePasswordSerializer)
        change_password(
            user=request.user,
            current=given["current_password"],
            new=given["new_password"],
            session=request.auth,
            client=client_of(request),
        )
        return Response(status=204)


class ResetPasswordView(AuthView):
    @extend_schema(request=EmailSerializer, responses={202: None})
    def post(self, request: Request) -> Response:
        """Have a reset link mailed, if the address belongs to an account."""
        given = validated_data(request, EmailSerializer)
        limits.hit(MAIL_REQUESTS, by=client_network(request))
        request_password_reset(**given)
        return Response(status=202)


class ConfirmResetView(AuthView):
    @extend_schema(request=ResetPasswordSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Set a new password by the token of the mail; logs out everywhere."""
        given = validated_data(request, ResetPasswordSerializer)
        reset_password(token=given["token"], new=given["new_password"])
        return Response(status=204)
