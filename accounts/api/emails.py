"""Verifying and changing the email address."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.auth import AuthView
from accounts.api.serializers import (
    ChangeEmailSerializer,
    ConfirmEmailSerializer,
    TokenSerializer,
)
from accounts.requests import AuthenticatedApiRequest
from accounts.services.email_addresses import (
    change_email,
    request_email_change,
    resend_verification_code,
    verify_email_by_token,
)
from core.api.views import APIView, validated_data


class VerifyEmailView(AuthView):
    @extend_schema(request=TokenSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Verify an address by the token of the mail's link, logged in or not."""
        verify_email_by_token(**validated_data(request, TokenSerializer))
        return Response(status=204)


class ResendView(APIView):
    @extend_schema(request=None, responses={202: None})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Have a new code mailed to the address that is not verified yet."""
        resend_verification_code(user=request.user)
        return Response(status=202)


class ChangeEmailView(APIView):
    @extend_schema(request=ChangeEmailSerializer, responses={202: None})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Have a code mailed to the new address, and one to the old."""
        request_email_change(user=request.user, **validated_data(request, ChangeEmailSerializer))
        return Response(status=202)


class ConfirmEmailView(APIView):
    @extend_schema(request=ConfirmEmailSerializer, responses={204: None})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Take the new address, by the codes of both mails."""
        change_email(user=request.user, **validated_data(request, ConfirmEmailSerializer))
        return Response(status=204)
