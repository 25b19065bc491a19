"""Oneself. It stands above accounts and the graph, since it also takes whether the account is
private, and tells how many posts one has."""

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from accounts.api.serializers import PasswordSerializer
from accounts.models import User
from accounts.requests import AuthenticatedApiRequest
from accounts.serializers import MeSerializer, ProfileSerializer
from accounts.services.leaving import delete_account
from accounts.services.profile import edit_profile, remove_avatar, set_avatar
from core.api import APIView, validated_data
from core.media.crop import Crop
from core.media.errors import MediaError
from core.media.limits import MAX_IMAGE_BYTES
from core.parsers import JSONParser
from posts.selectors.profiles import posts_count
from social.services import set_private


class MeView(APIView):
    parser_classes = [JSONParser, MultiPartParser]
    max_body_bytes = MAX_IMAGE_BYTES

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
        given = validated_data(request, ProfileSerializer)
        crop, is_private = given.pop("avatar_crop", None), given.pop("is_private", None)
        accept = given.pop("follow_requests", "accept") == "accept"
        viewer = request.user
        if "avatar" in given:
            # First, since it is the only thing that can still be refused.
            _change_avatar(viewer, given.pop("avatar"), crop)
        with transaction.atomic():
            edit_profile(user=viewer, **given)
            if is_private is not None:
                set_private(user=viewer, is_private=is_private, accept_waiting=accept)
        return self.get(request)

    @extend_schema(request=PasswordSerializer, responses={204: None})
    def delete(self, request: AuthenticatedApiRequest) -> Response:
        """Hide your account at once, sign out everywhere, and have it erased after 30 days.

        Signing in before that undoes it.
        """
        delete_account(user=request.user, **validated_data(request, PasswordSerializer))
        return Response(status=204)


def _change_avatar(viewer: User, file: Any, crop: Crop | None) -> None:
    if file is None:
        remove_avatar(user=viewer)
        return
    try:
        set_avatar(user=viewer, file=file, crop=crop)
    except MediaError as error:
        error.attr = "avatar"
        raise
