"""Tickets for clients that can send neither a cookie nor a header with the handshake."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.views import APIView
from messaging.serializers.tickets import TicketSerializer
from messaging.tickets import LIFETIME, issue_ticket


class RealtimeTicketView(APIView):
    @extend_schema(request=None, responses=TicketSerializer)
    def post(self, request: Request) -> Response:
        """A ticket for `/ws/?ticket=`: valid once, for 30 seconds."""
        ticket = issue_ticket(session_id=request.auth.pk)
        return Response({"ticket": ticket, "expires_in": LIFETIME})
