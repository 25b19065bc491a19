from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, validated_data
from messaging.api.conversations import conversation_response, seated
from messaging.serializers.conversations import ConversationSerializer, UsernamesSerializer
from messaging.services.members import add_members, remove_member


class MembersView(APIView):
    @extend_schema(request=UsernamesSerializer, responses=ConversationSerializer)
    def post(self, request: AuthenticatedApiRequest, conversation_id: UUID) -> Response:
        """Add members to a group; they find what is written from then on."""
        conversation = seated(request, conversation_id)
        given = validated_data(request, UsernamesSerializer)
        add_members(conversation=conversation, user=request.user, **given)
        return conversation_response(request, conversation_id)


class MemberView(APIView):
    @extend_schema(responses={204: None})
    def delete(
        self, request: AuthenticatedApiRequest, conversation_id: UUID, username: str
    ) -> Response:
        """Leave a group, or remove a member as its founder."""
        conversation = seated(request, conversation_id)
        remove_member(conversation=conversation, user=request.user, username=username)
        return Response(status=204)
