"""Users in the API's requests and responses."""

import json
from contextlib import suppress
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.fields import empty

from accounts.avatars import avatar_url
from accounts.models import User
from accounts.selectors import read_summary
from accounts.services.usernames import HELD_FOR
from accounts.validation.profiles import clean_profile
from core.api.portable import portable_json
from core.api.serializers import (
    LineField,
    StrictBooleanField,
    StrictCharField,
    StrictSerializer,
    TextField,
)
from core.media.crop import Crop


class AvatarSerializer(serializers.Serializer[Any]):
    url = serializers.URLField()
    blurhash = serializers.CharField(allow_null=True)


class UserSummarySerializer(serializers.Serializer[User]):
    """A user inside another object."""

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
    muting = serializers.BooleanField(help_text="Posts, stories or both.")
    muting_posts = serializers.BooleanField()
    muting_stories = serializers.BooleanField()
    close_friend = serializers.BooleanField(help_text="Whether they are one of yours.")


class LinkSerializer(serializers.Serializer[Any]):
    title = LineField(required=False, allow_blank=True, default="")
    url = StrictCharField()


@lru_cache(maxsize=20_000)
def serialize_summary(text: str) -> bytes:
    """JSON of a UserSummarySerializer, of any origin, from the text of `summary_text`."""
    return portable_json(UserSummarySerializer, read_summary(text))


class UserSerializer(UserSummarySerializer):
    """A user as the viewer sees them.

    The context gives what packages above accounts know: `relationship`, which is None for the
    viewer and the anonymous, and `posts_count`, to count posts for a smaller audience too.
    """

    bio = serializers.CharField()
    website = serializers.CharField()
    links = LinkSerializer(many=True)
    is_private = serializers.BooleanField()
    posts_count = serializers.SerializerMethodField()
    followers_count = serializers.IntegerField()
    following_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    relationship = serializers.SerializerMethodField()

    def get_posts_count(self, user: User) -> int:
        counted: int = self.context.get("posts_count", user.posts_count)
        return counted

    @extend_schema_field(RelationshipSerializer(allow_null=True))
    def get_relationship(self, user: User) -> dict[str, bool] | None:
        known: dict[str, bool] | None = self.context.get("relationship")
        return known


class MeSerializer(UserSerializer):
    """The viewer. `email` is the verified address; `language` is blank unless one was chosen."""

    email = serializers.EmailField(allow_null=True)
    language = serializers.CharField()


class CropField(StrictCharField):
    """`0.1,0.25,0.5`: see `Crop`."""

    def run_validation(self, data: Any = empty) -> Crop:
        """The text is validated, its length too, before it becomes a crop."""
        text = super().run_validation(data)
        try:
            return Crop.parse(text)
        except ValueError as error:
            raise serializers.ValidationError(
                _("A crop is x, y and side, each from 0 to 1."), code="invalid_crop"
            ) from error


class ProfileSerializer(StrictSerializer):
    """What users may change of themselves; each field may be left out.

    In a form `links` is JSON, `is_private` the word true or false, and a blank `avatar` is null.
    """

    username = StrictCharField(
        required=False,
        help_text=f"Once in {HELD_FOR.days} days; the old one is held for you and leads to you.",
    )
    display_name = LineField(required=False, allow_blank=True)
    bio = TextField(required=False, allow_blank=True)
    website = StrictCharField(required=False, allow_blank=True)
    links = LinkSerializer(many=True, required=False)
    language = StrictCharField(required=False)
    is_private = StrictBooleanField(required=False)
    follow_requests = serializers.ChoiceField(
        ["accept", "decline"],
        required=False,
        help_text="What becomes of those who wait, where the account goes public; else `accept`.",
    )
    avatar = serializers.FileField(required=False, allow_null=True, allow_empty_file=True)
    avatar_crop = CropField(required=False, help_text="x,y,side: the square to take, as shares.")

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(
            _out_of_form(data) if isinstance(data, QueryDict) else data
        )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check the rules of `edit_profile`, for all fields at once."""
        if "follow_requests" in attrs and attrs.get("is_private") is not False:
            detail = str(_("This only goes together with is_private false."))
            raise serializers.ValidationError({"follow_requests": [ErrorDetail(detail, "invalid")]})
        words = {"display_name", "bio", "website", "links", "language"} & set(attrs)
        try:
            cleaned = clean_profile({name: attrs[name] for name in words})
        except DjangoValidationError as error:
            raise serializers.ValidationError(
                {
                    field: [ErrorDetail(each.messages[0], each.code or "invalid") for each in found]
                    for field, found in error.error_dict.items()
                }
            ) from error
        return {**attrs, **cleaned}


def _out_of_form(form: QueryDict) -> dict[str, Any]:
    """What JSON would have said; what makes no sense is left as it is, for the fields to refuse."""
    given: dict[str, Any] = form.dict()
    for name in {"links", "is_private"} & set(given):
        with suppress(ValueError, RecursionError):
            given[name] = json.loads(given[name])
    if given.get("avatar") == "":
        given["avatar"] = None
    return given
