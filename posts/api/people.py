"""People, with how many posts the viewer would find. So it stands above the graph and accounts."""

from dataclasses import asdict

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.serializers import UserSerializer
from core.api import APIView
from posts.selectors.profiles import posts_count
from social.selectors import get_profile


class UserView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=UserSerializer)
    def get(self, request: Request, username: str) -> Response:
        """A person; of a private account this much is told to anybody."""
        profile = get_profile(viewer=request.user, username=username)
        context = {
            "request": request,
            "relationship": profile.relationship and asdict(profile.relationship),
            "posts_count": posts_count(viewer=request.user, author=profile.person),
        }
        return Response(UserSerializer(profile.person, context=context).data)
