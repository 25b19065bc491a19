"""Bodies of the auth endpoints."""

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accounts.clients.geoip import place_name
from accounts.clients.user_agents import device_name
from accounts.models import Session
from accounts.serializers import UserSerializer
from accounts.validation.codes import CODE_MAX_LENGTH
from accounts.validation.emails import EMAIL_MAX_LENGTH
from accounts.validation.passwords import (
    PASSWORD_MAX_LENGTH,
    TYPED_PASSWORD_MAX_LENGTH,
    normalise,
)
from accounts.validation.registration import registration_errors
from core.api.serializers import StrictCharField

TOKEN_MAX_LENGTH = 200
# More than a username may have: how long one is, the rules of usernames say.
TYPED_USERNAME_MAX_LENGTH = 150


class PasswordField(StrictCharField):
    """Long input is checked like any other wrong password, in the same time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"max_length": TYPED_PASSWORD_MAX_LENGTH, "trim_whitespace": False, **kwargs}
        )


class NewPasswordField(PasswordField):
    """Counted as it will be hashed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=PASSWORD_MAX_LENGTH, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        return normalise(super().to_internal_value(data))


class RegisterSerializer(serializers.Serializer[Any]):
    """Check the rules of `register_user`, for all fields at once."""

    username = StrictCharField(max_length=TYPED_USERNAME_MAX_LENGTH)
    email = StrictCharField(max_length=EMAIL_MAX_LENGTH)
    password = NewPasswordField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        problems = registration_errors(**attrs)
        if problems:
            raise serializers.ValidationError(
                {field: _details(errors) for field, errors in problems.items()}
            )
        return attrs


def _details(errors: list[DjangoValidationError]) -> list[ErrorDetail]:
    return [ErrorDetail(error.messages[0], error.code or "invalid") for error in errors]


class WhoSerializer(serializers.Serializer[Any]):
    login = StrictCharField(
        max_length=EMAIL_MAX_LENGTH, help_text="A username or an email address."
    )


class OtpField(StrictCharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=CODE_MAX_LENGTH,
            help_text="The code of the authenticator app, or a recovery code.",
            **kwargs,
        )


class LoginSerializer(WhoSerializer):
    password = PasswordField()
    otp = OtpField(required=False, allow_blank=True)


class LoginByCodeSerializer(WhoSerializer):
    code = StrictCharField(max_length=CODE_MAX_LENGTH, help_text="The code that was mailed.")
    otp = OtpField(required=False, allow_blank=True)


class EmailSerializer(serializers.Serializer[Any]):
    email = StrictCharField(max_length=EMAIL_MAX_LENGTH)


class PasswordSerializer(serializers.Serializer[Any]):
    password = PasswordField()


class ChangePasswordSerializer(serializers.Serializer[Any]):
    current_password = PasswordField()
    new_password = NewPasswordField()


class ResetPasswordSerializer(serializers.Serializer[Any]):
    token = StrictCharField(max_length=TOKEN_MAX_LENGTH, help_text="The token of the mail's link.")
    new_password = NewPasswordField()


class TokenSerializer(serializers.Serializer[Any]):
    token = StrictCharField(max_length=TOKEN_MAX_LENGTH, help_text="The token of the mail's link.")


class ChangeEmailSerializer(EmailSerializer, PasswordSerializer):
    pass


class ConfirmEmailSerializer(serializers.Serializer[Any]):
    code_new = StrictCharField(max_length=CODE_MAX_LENGTH, help_text="Mailed to the new address.")
    code_old = StrictCharField(
        max_length=CODE_MAX_LENGTH,
        required=False,
        allow_blank=True,
        default="",
        help_text="Mailed to the old address; left out where there is none.",
    )


class CodeSerializer(serializers.Serializer[Any]):
    code = StrictCharField(max_length=CODE_MAX_LENGTH)


class SecondFactorSerializer(PasswordSerializer):
    """For what would weaken the second factor: both factors again."""

    otp = OtpField()


class LoginResponseSerializer(serializers.Serializer[Any]):
    user = UserSerializer()
    access = serializers.CharField()


class AccessSerializer(serializers.Serializer[Any]):
    access = serializers.CharField()


class SessionSerializer(serializers.Serializer[Session]):
    """A browser or app that is logged in; `device` and `place` are in the viewer's language."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(Session.Kind.choices)
    device = serializers.SerializerMethodField()
    place = serializers.SerializerMethodField()
    address = serializers.IPAddressField(allow_null=True)
    created_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField()
    current = serializers.SerializerMethodField()

    def get_device(self, session: Session) -> str:
        return device_name(session.user_agent)

    def get_place(self, session: Session) -> str:
        return place_name(session.address)

    def get_current(self, session: Session) -> bool:
        """Whether this request belongs to it."""
        own: Session = self.context["request"].auth
        return session.pk == own.pk


class OtpStateSerializer(serializers.Serializer[Any]):
    enabled = serializers.BooleanField()
    recovery_codes_left = serializers.IntegerField()


class OtpSetupSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField(help_text="In base 32, to be typed.")
    uri = serializers.CharField(help_text="`otpauth://…`, to be shown as a QR code.")


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    recovery_codes = serializers.ListField(
        child=serializers.CharField(), help_text="Each works once; shown only now."
    )
