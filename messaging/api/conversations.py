from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.schema import error_response
from core.api.views import APIView, page_response, search_params, validated_data
from core.errors import DomainError
from core.web.toggles import ToggleAPIView, describe_toggle
from messaging.models import Conversation, Participant
from messaging.selectors.conversations import (
    conversations_page,
    get_conversation,
    get_seated,
    requests_count,
    unread_count,
)
from messaging.serializers.conversations import (
    ConversationSerializer,
    GroupSerializer,
    MarkerSerializer,
    NewConversationSerializer,
    UnreadSerializer,
)
from messaging.services.conversations import rename_group, start_conversation
from messaging.services.seats import accept_request, delete_conversation, mark_read
from messaging.toggles import ARCHIVE, MUTE

FOLDER = OpenApiParameter(
    "folder",
    str,
    enum=Participant.Folder.values,
    default=Participant.Folder.INBOX,
    description="`requests` has what strangers write.",
)
Q = OpenApiParameter(
    "q",
    str,
    description="Only those with a member whose username, or a word of whose name, starts with"
    " this, or with such words in the title.",
)


class ConversationListView(APIView):
    @extend_schema(parameters=[FOLDER, Q], responses=ConversationSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Your conversations, last moved first."""
        folder = request.query_params.get("folder", Participant.Folder.INBOX)
        if folder not in Participant.Folder.values:
            raise DomainError(attr="folder")
        page = conversations_page(viewer=request.user, folder=folder, **search_params(request))
        return page_response(request, page, ConversationSerializer)

    @extend_schema(
        request=NewConversationSerializer,
        responses={
            200: ConversationSerializer,
            201: ConversationSerializer,
            404: error_response("A username that does not exist, or is not visible to you."),
        },
    )
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Begin a conversation: the one with a user, which is reused (200), or a new group."""
        given = validated_data(request, NewConversationSerializer)
        conversation, is_new = start_conversation(user=request.user, **given)
        return conversation_response(request, conversation.pk, status=201 if is_new else 200)


class ConversationView(APIView):
    @extend_schema(responses=ConversationSerializer)
    def get(self, request: AuthenticatedApiRequest, conversation_id: UUID) -> Response:
        """One conversation."""
        return conversation_response(request, conversation_id)

    @extend_schema(request=GroupSerializer, responses=ConversationSerializer)
    def patch(self, request: AuthenticatedApiRequest, conversation_id: UUID) -> Response:
        """Name a group; for its members."""
        conversation = seated(request, conversation_id)
        given = validated_data(request, GroupSerializer)
        rename_group(conversation=conversation, user=request.user, **given)
        return conversation_response(request, conversation_id)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, conversation_id: UUID) -> Response:
        """Delete it for yourself, until the next message. Leaving a group is another thing."""
        delete_conversation(conversation=seated(request, conversation_id), user=request.user)
        return Response(status=204)


class ReadView(APIView):
    @extend_schema(request=MarkerSerializer, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, conversation_id: UUID) -> Response:
        """Move your read marker to a `seq`; it never moves back."""
        conversation = seated(request, conversation_id)
        given = validated_data(request, MarkerSerializer)
        mark_read(conversation=conversation, user=request.user, **given)
        return Response(status=204)


class AcceptView(APIView):
    @extend_schema(request=None, responses=ConversationSerializer)
    def post(self, request: AuthenticatedApiRequest, conversation_id: UUID) -> Response:
        """Accept a request: it moves to your inbox, and its sender sees what you have read."""
        accept_request(conversation=seated(request, conversation_id), user=request.user)
        return conversation_response(request, conversation_id)


@describe_toggle(
    on="Mute a conversation: it does not count as unread.", off="Unmute a conversation."
)
class MuteView(ToggleAPIView):
    toggle = MUTE


@describe_toggle(
    on="Archive a conversation of your inbox.", off="Move a conversation back to your inbox."
)
class ArchiveConversationView(ToggleAPIView):
    toggle = ARCHIVE


class UnreadView(APIView):
    @extend_schema(responses=UnreadSerializer)
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """For badges: how many conversations are unread, and how many are requests."""
        count, requests = unread_count(viewer=request.user), requests_count(viewer=request.user)
        return Response({"count": count, "requests": requests})


def seated(request: AuthenticatedApiRequest, conversation_id: UUID) -> Conversation:
    return get_seated(viewer=request.user, conversation_id=conversation_id)


def conversation_response(
    request: AuthenticatedApiRequest, conversation_id: UUID, status: int = 200
) -> Response:
    """Read again: others may have changed it."""
    shown = get_conversation(viewer=request.user, conversation_id=conversation_id)
    data = ConversationSerializer(shown, context={"request": request}).data
    return Response(data, status=status)
