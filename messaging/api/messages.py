from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.schema import error_response
from core.api.views import APIView, page_params, page_response, validated_data
from core.errors import DomainError
from messaging.api.conversations import seated
from messaging.params import read_after_seq
from messaging.selectors.messages import (
    get_hydrated_message,
    get_message,
    hydrate,
    messages_page,
)
from messaging.selectors.search import found_messages
from messaging.serializers.messages import (
    MessageSerializer,
    NewMessageSerializer,
    NewReactionSerializer,
    ReactionListSerializer,
)
from messaging.services.messages import send_message, unsend_message
from messaging.services.reactions import react, unreact

AFTER_SEQ = OpenApiParameter(
    "after_seq",
    {"type": "integer", "minimum": 0},
    description="Only messages after this `seq`, oldest first: to catch up after a reconnect.",
)
SEARCH = [
    OpenApiParameter("q", str, description="Each word starts a word of the text."),
    OpenApiParameter("conversation_id", UUID, description="Only in this conversation."),
]


class MessageListView(APIView):
    @extend_schema(parameters=[AFTER_SEQ], responses=MessageSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest, conversation_id: UUID) -> Response:
        """The messages of a conversation, newest first."""
        page = messages_page(
            viewer=request.user,
            conversation=seated(request, conversation_id),
            after_seq=read_after_seq(request.query_params.get("after_seq")),
            **page_params(request),
        )
        return page_response(request, page, MessageSerializer)

    @extend_schema(
        request=NewMessageSerializer, responses={200: MessageSerializer, 201: MessageSerializer}
    )
    def post(self, request: AuthenticatedApiRequest, conversation_id: UUID) -> Response:
        """Send a message. The same `client_id` again answers the first one, with 200; with other
        content it is a 409, `client_id_used`."""
        conversation = seated(request, conversation_id)
        given = validated_data(request, NewMessageSerializer)
        sent = send_message(conversation=conversation, sender=request.user, **given)
        [shown] = hydrate(messages=[sent.message], viewer=request.user)
        data = MessageSerializer(shown, context={"request": request}).data
        return Response(data, status=201 if sent.is_new else 200)


class MessageView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, message_id: UUID) -> Response:
        """Unsend a message of yours."""
        message = get_message(viewer=request.user, message_id=message_id)
        unsend_message(message=message, user=request.user)
        return Response(status=204)


class ReactionsView(APIView):
    @extend_schema(request=NewReactionSerializer, responses=ReactionListSerializer)
    def post(self, request: AuthenticatedApiRequest, message_id: UUID) -> Response:
        """React by one emoji; another one replaces it."""
        message = get_message(viewer=request.user, message_id=message_id)
        given = validated_data(request, NewReactionSerializer)
        react(message=message, user=request.user, **given)
        shown = get_hydrated_message(viewer=request.user, message_id=message_id)
        return Response(ReactionListSerializer(shown, context={"request": request}).data)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, message_id: UUID) -> Response:
        """Remove your reaction."""
        message = get_message(viewer=request.user, message_id=message_id)
        unreact(message=message, user=request.user)
        return Response(status=204)


class MessageSearchView(APIView):
    @extend_schema(
        parameters=SEARCH,
        responses={
            200: MessageSerializer(many=True),
            404: error_response("A conversation that is not visible to you."),
        },
    )
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Your messages with these words, newest first: among the latest 200 of each of your 100
        latest conversations, or the latest 20,000 of one. One page."""
        page = found_messages(
            viewer=request.user,
            q=request.query_params.get("q", ""),
            conversation_id=_conversation_id(request),
            **page_params(request),
        )
        return page_response(request, page, MessageSerializer)


def _conversation_id(request: AuthenticatedApiRequest) -> UUID | None:
    text = request.query_params.get("conversation_id")
    try:
        return None if text is None else UUID(text)
    except ValueError as error:
        raise DomainError(attr="conversation_id") from error
