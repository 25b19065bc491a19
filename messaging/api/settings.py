from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, validated_data
from messaging.selectors.settings import message_settings
from messaging.serializers.settings import MessageSettingsSerializer
from messaging.services.settings import change_message_settings


class MessageSettingsView(APIView):
    @extend_schema(responses=MessageSettingsSerializer)
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Who may write to you, and what others see of you."""
        found = message_settings(user=request.user)
        return Response(MessageSettingsSerializer(found).data)

    @extend_schema(request=MessageSettingsSerializer, responses=MessageSettingsSerializer)
    def patch(self, request: AuthenticatedApiRequest) -> Response:
        """Change everything that is sent or, after an error, nothing."""
        given = validated_data(request, MessageSettingsSerializer)
        changed = change_message_settings(user=request.user, **given)
        return Response(MessageSettingsSerializer(changed).data)
