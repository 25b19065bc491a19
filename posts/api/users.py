"""`/users/me` and `/users/{username}`: users as the API shows them.

Here, above accounts and social, since a user's JSON says how many posts the viewer would find.
"""

from dataclasses import asdict
from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.serializers import PasswordSerializer
from accounts.models import User
from accounts.requests import AuthenticatedApiRequest
from accounts.serializers import MeSerializer, ProfileSerializer, UserSerializer
from accounts.services.leaving import delete_account
from accounts.services.profile import (
    NO_AVATAR,
    StoredAvatar,
    discard_avatar,
    edit_profile,
    store_avatar,
)
from core.api.parsers import JSONParser
from core.api.views import APIView, validated_data
from core.db.transactions import atomic
from core.media.errors import MediaError
from posts.selectors.profiles import posts_count
from social.selectors import get_profile
from social.services import set_private


class MeView(APIView):
    parser_classes = [JSONParser, MultiPartParser]
    max_photos = 1
    changes: dict[str, Any]
    avatar: StoredAvatar | None = None

    @extend_schema(responses=MeSerializer)
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Yourself."""
        viewer = request.user
        count = posts_count(viewer=viewer, author=viewer)
        context = {"request": request, "posts_count": count}
        return Response(MeSerializer(viewer, context=context).data)

    @extend_schema(request=ProfileSerializer, responses=MeSerializer)
    def patch(self, request: AuthenticatedApiRequest) -> Response:
        """Change what is sent: all of it or, where something is wrong, nothing.

        A picture comes as a multipart form; `avatar: null` removes it.
        """
        viewer, changes = request.user, dict(self.changes)
        is_private = changes.pop("is_private", None)
        accept = changes.pop("follow_requests", "accept") == "accept"
        _edit(viewer, self.avatar, is_private, accept, changes)
        return self.get(request)

    @extend_schema(request=PasswordSerializer, responses={204: None})
    def delete(self, request: AuthenticatedApiRequest) -> Response:
        """Hide your account at once, log out everywhere, and have it erased after 30 days.

        Logging in before that undoes it.
        """
        delete_account(user=request.user, **validated_data(request, PasswordSerializer))
        return Response(status=204)

    def prepare(self, request: Request) -> None:
        """Validate the changes, and store the new avatar."""
        if request.method == "PATCH":
            self.changes = validated_data(request, ProfileSerializer)
            self.avatar = _new_avatar(cast(User, request.user), self.changes)

    def discard(self) -> None:
        discard_avatar(avatar=self.avatar)


class UserView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=UserSerializer)
    def get(self, request: Request, username: str) -> Response:
        """A user; of a private account this much is shown to everyone.

        For 14 days also by the username that the user has given up.
        """
        profile = get_profile(viewer=request.user, username=username)
        context = {
            "request": request,
            "relationship": profile.relationship and asdict(profile.relationship),
            "posts_count": posts_count(viewer=request.user, author=profile.user),
        }
        return Response(UserSerializer(profile.user, context=context).data)


@atomic
def _edit(
    viewer: User,
    avatar: StoredAvatar | None,
    is_private: bool | None,
    accept_waiting: bool,
    changes: dict[str, Any],
) -> None:
    edit_profile(user=viewer, avatar=avatar, **changes)
    if is_private is not None:
        set_private(user=viewer, is_private=is_private, accept_waiting=accept_waiting)


def _new_avatar(viewer: User, changes: dict[str, Any]) -> StoredAvatar | None:
    """Takes the avatar out of `changes`. Raises DomainError at `avatar`."""
    crop = changes.pop("avatar_crop", None)
    if "avatar" not in changes:
        return None
    file = changes.pop("avatar")
    if file is None:
        return NO_AVATAR
    try:
        return store_avatar(user=viewer, file=file, crop=crop)
    except MediaError as error:
        error.attr = "avatar"
        raise
