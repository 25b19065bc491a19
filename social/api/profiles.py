from dataclasses import asdict

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.serializers import UserSerializer
from core.api import APIView
from social.selectors import get_profile


class UserView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=UserSerializer)
    def get(self, request: Request, username: str) -> Response:
        """A person; of a private account this much is told to anybody."""
        profile = get_profile(viewer=request.user, username=username)
        relationship = profile.relationship and asdict(profile.relationship)
        context = {"request": request, "relationship": relationship}
        return Response(UserSerializer(profile.person, context=context).data)
