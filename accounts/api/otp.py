"""The second factor: an authenticator app, with recovery codes."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api.serializers import (
    CodeSerializer,
    OtpSetupSerializer,
    OtpStateSerializer,
    PasswordSerializer,
    RecoveryCodesSerializer,
    SecondFactorSerializer,
)
from accounts.auth.totp import provisioning_uri
from accounts.requests import AuthenticatedApiRequest
from accounts.selectors import has_second_factor
from accounts.services.second_factors import (
    begin_totp,
    confirm_totp,
    disable_totp,
    recovery_codes_left,
    renew_recovery_codes,
)
from core.api.views import APIView, validated_data


class OtpView(APIView):
    @extend_schema(responses=OtpStateSerializer)
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Whether logging in needs a code."""
        viewer = request.user
        left = recovery_codes_left(user=viewer)
        return Response({"enabled": has_second_factor(user=viewer), "recovery_codes_left": left})


class OtpSetupView(APIView):
    @extend_schema(request=PasswordSerializer, responses=OtpSetupSerializer)
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """A secret for the authenticator app; without effect until it is confirmed."""
        viewer = request.user
        secret = begin_totp(user=viewer, **validated_data(request, PasswordSerializer))
        return Response({"secret": secret, "uri": provisioning_uri(secret, viewer.username)})


class OtpConfirmView(APIView):
    @extend_schema(request=CodeSerializer, responses=RecoveryCodesSerializer)
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Turn it on by a first code; you are logged out everywhere else."""
        given = validated_data(request, CodeSerializer)
        codes = confirm_totp(user=request.user, session=request.auth, **given)
        return Response({"recovery_codes": codes})


class OtpDisableView(APIView):
    @extend_schema(request=SecondFactorSerializer, responses={204: None})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Turn it off; you are logged out everywhere else."""
        given = validated_data(request, SecondFactorSerializer)
        disable_totp(user=request.user, session=request.auth, **given)
        return Response(status=204)


class RecoveryCodesView(APIView):
    @extend_schema(request=SecondFactorSerializer, responses=RecoveryCodesSerializer)
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Ten new recovery codes in place of the old; you are logged out everywhere else."""
        given = validated_data(request, SecondFactorSerializer)
        codes = renew_recovery_codes(user=request.user, session=request.auth, **given)
        return Response({"recovery_codes": codes})
