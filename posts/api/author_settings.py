from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.bodies import read
from accounts.viewer import signed_in
from core.api import APIView
from posts.selectors.author_settings import author_settings
from posts.serializers.author_settings import AuthorSettingsSerializer
from posts.services.author_settings import change_author_settings


class AuthorSettingsView(APIView):
    @extend_schema(responses=AuthorSettingsSerializer)
    def get(self, request: Request) -> Response:
        """What you want of others under your posts."""
        found = author_settings(user=signed_in(request))
        return Response(AuthorSettingsSerializer(found).data)

    @extend_schema(request=AuthorSettingsSerializer, responses=AuthorSettingsSerializer)
    def patch(self, request: Request) -> Response:
        """Change what is sent: all of it or, where something is wrong, nothing."""
        given = read(request, AuthorSettingsSerializer)
        changed = change_author_settings(user=signed_in(request), **given)
        return Response(AuthorSettingsSerializer(changed).data)
