from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api import APIView, validated_data
from posts.selectors.author_settings import author_settings
from posts.serializers.author_settings import AuthorSettingsSerializer
from posts.services.author_settings import change_author_settings


class AuthorSettingsView(APIView):
    @extend_schema(responses=AuthorSettingsSerializer)
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """What you want of others under your posts."""
        found = author_settings(user=request.user)
        return Response(AuthorSettingsSerializer(found).data)

    @extend_schema(request=AuthorSettingsSerializer, responses=AuthorSettingsSerializer)
    def patch(self, request: AuthenticatedApiRequest) -> Response:
        """Change what is sent: all of it or, where something is wrong, nothing."""
        given = validated_data(request, AuthorSettingsSerializer)
        changed = change_author_settings(user=request.user, **given)
        return Response(AuthorSettingsSerializer(changed).data)
