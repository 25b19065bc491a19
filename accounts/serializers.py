"""What the API takes and gives of people. Shapes are the contract's."""

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accounts.avatars import avatar_url
from accounts.emails import LONGEST as LONGEST_EMAIL
from accounts.models import User
from accounts.passwords import LONGEST as LONGEST_PASSWORD
from accounts.registration import problems_of


class AvatarSerializer(serializers.Serializer[Any]):
    url = serializers.URLField()
    blurhash = serializers.CharField(allow_null=True)


class UserSummarySerializer(serializers.Serializer[User]):
    """A person inside another object."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    display_name = serializers.CharField()
    avatar = serializers.SerializerMethodField()
    is_verified = serializers.BooleanField()

    @extend_schema_field(AvatarSerializer(allow_null=True))
    def get_avatar(self, user: User) -> dict[str, str | None] | None:
        url = avatar_url(user)
        if url is None:
            return None
        request = self.context.get("request")
        absolute = request.build_absolute_uri(url) if request else url
        return {"url": absolute, "blurhash": user.avatar_blurhash or None}


class RelationshipSerializer(serializers.Serializer[Any]):
    following = serializers.BooleanField()
    requested = serializers.BooleanField()
    followed_by = serializers.BooleanField()
    blocking = serializers.BooleanField()
    muting = serializers.BooleanField()


class UserSerializer(UserSummarySerializer):
    """A person as the viewer sees them.

    `relationship` comes from the context, for the graph lies above accounts; it is None for
    oneself and the anonymous.
    """

    bio = serializers.CharField()
    website = serializers.CharField()
    is_private = serializers.BooleanField()
    posts_count = serializers.IntegerField()
    followers_count = serializers.IntegerField()
    following_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    relationship = serializers.SerializerMethodField()

    @extend_schema_field(RelationshipSerializer(allow_null=True))
    def get_relationship(self, user: User) -> dict[str, bool] | None:
        known: dict[str, bool] | None = self.context.get("relationship")
        return known


class TextField(serializers.CharField):
    """Text only: DRF would take the number 7 for "7"."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class RegisterSerializer(serializers.Serializer[Any]):
    """The rules are those of `register_user`, told for all fields at once."""

    username = TextField(max_length=150)
    email = TextField(max_length=LONGEST_EMAIL)
    password = TextField(max_length=LONGEST_PASSWORD, trim_whitespace=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        problems = problems_of(**attrs)
        if problems:
            told = {field: _details(errors) for field, errors in problems.items()}
            raise serializers.ValidationError(told)
        return attrs


def _details(errors: list[DjangoValidationError]) -> list[ErrorDetail]:
    return [ErrorDetail(error.messages[0], error.code or "invalid") for error in errors]


class LoginSerializer(serializers.Serializer[Any]):
    """`otp` is for accounts with a second factor; nobody can have one yet."""

    login = TextField(max_length=LONGEST_EMAIL, help_text="A username or an e-mail address.")
    password = TextField(max_length=1000, trim_whitespace=False)
    otp = TextField(required=False, allow_blank=True, max_length=20)


class SignedInSerializer(serializers.Serializer[Any]):
    user = UserSerializer()
    access = serializers.CharField()


class AccessSerializer(serializers.Serializer[Any]):
    access = serializers.CharField()
