"""The second factor: an authenticator app, with recovery codes."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.bodies import (
    CodeSerializer,
    DisableOtpSerializer,
    OtpSetupSerializer,
    OtpStateSerializer,
    PasswordSerializer,
    RecoveryCodesSerializer,
    read,
)
from accounts.services.second_factors import (
    begin_totp,
    confirm_totp,
    disable_totp,
    has_second_factor,
    recovery_codes_left,
    renew_recovery_codes,
    totp_uri,
)
from accounts.viewer import session_of, signed_in
from core.api import APIView


class OtpView(APIView):
    @extend_schema(responses=OtpStateSerializer)
    def get(self, request: Request) -> Response:
        """Whether a code is asked for when you sign in."""
        viewer = signed_in(request)
        left = recovery_codes_left(user=viewer)
        return Response({"enabled": has_second_factor(user=viewer), "recovery_codes_left": left})


class OtpSetupView(APIView):
    @extend_schema(request=PasswordSerializer, responses=OtpSetupSerializer)
    def post(self, request: Request) -> Response:
        """A secret for the authenticator app. Nothing is asked for until it is confirmed."""
        viewer = signed_in(request)
        secret = begin_totp(user=viewer, **read(request, PasswordSerializer))
        return Response({"secret": secret, "uri": totp_uri(user=viewer, secret=secret)})


class OtpConfirmView(APIView):
    @extend_schema(request=CodeSerializer, responses=RecoveryCodesSerializer)
    def post(self, request: Request) -> Response:
        """Switch it on by a first code; you are signed out everywhere else."""
        given = read(request, CodeSerializer)
        codes = confirm_totp(user=signed_in(request), session=session_of(request), **given)
        return Response({"recovery_codes": codes})


class OtpDisableView(APIView):
    @extend_schema(request=DisableOtpSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Switch it off; you are signed out everywhere else."""
        given = read(request, DisableOtpSerializer)
        disable_totp(user=signed_in(request), session=session_of(request), **given)
        return Response(status=204)


class RecoveryCodesView(APIView):
    @extend_schema(request=PasswordSerializer, responses=RecoveryCodesSerializer)
    def post(self, request: Request) -> Response:
        """Ten new recovery codes in place of the old; you are signed out everywhere else."""
        given = read(request, PasswordSerializer)
        codes = renew_recovery_codes(user=signed_in(request), session=session_of(request), **given)
        return Response({"recovery_codes": codes})
