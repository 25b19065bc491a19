"""The graph's doors for apps."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.selectors import get_person
from accounts.serializers import UserSerializer
from accounts.viewer import signed_in
from social.selectors import relationship
from social.services import follow_user, unfollow_user

FOLLOW_STATE = inline_serializer("FollowState", {"state": serializers.CharField()})


class UserView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=UserSerializer)
    def get(self, request: Request, username: str) -> Response:
        person = get_person(viewer=request.user, username=username)
        return Response(UserSerializer(person, context=_context(request, person)).data)


class FollowView(APIView):
    @extend_schema(request=None, responses=FOLLOW_STATE)
    def post(self, request: Request, username: str) -> Response:
        viewer = signed_in(request)
        follow_user(follower=viewer, following=get_person(viewer=viewer, username=username))
        return Response({"state": "following"})

    @extend_schema(responses={204: None})
    def delete(self, request: Request, username: str) -> Response:
        viewer = signed_in(request)
        unfollow_user(follower=viewer, following=get_person(viewer=viewer, username=username))
        return Response(status=204)


def _context(request: Request, person: User) -> dict[str, Any]:
    found = relationship(viewer=request.user, other=person)
    return {"request": request, "relationship": found and asdict(found)}
