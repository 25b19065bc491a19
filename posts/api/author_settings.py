from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, validated_data
from posts.selectors.author_settings import author_settings
from posts.serializers.author_settings import AuthorSettingsSerializer
from posts.services.author_settings import change_author_settings


class AuthorSettingsView(APIView):
    @extend_schema(responses=AuthorSettingsSerializer)
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Your settings for tags and for comments on your posts."""
        found = author_settings(user=request.user)
        return Response(AuthorSettingsSerializer(found).data)

    @extend_schema(request=AuthorSettingsSerializer, responses=AuthorSettingsSerializer)
    def patch(self, request: AuthenticatedApiRequest) -> Response:
        """Change everything that is sent or, after an error, nothing."""
        given = validated_data(request, AuthorSettingsSerializer)
        changed = change_author_settings(user=request.user, **given)
        return Response(AuthorSettingsSerializer(changed).data)
