"""API of the home timeline."""

from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from accounts.auth.api_authentication import authenticate_claims
from accounts.models import User
from core.api.portable import list_response
from core.api.views import FastView
from core.errors import DomainError
from core.limits.api import count_call, uncount_call
from core.pagination import Cursor, read_limit
from feeds.home import home_page
from feeds.selectors import SessionEndedError
from posts.serializers.bodies import serialize_rows
from posts.serializers.posts import PostSerializer


class FeedView(FastView):
    @extend_schema(responses=PostSerializer(many=True))
    def get(self, request: Request) -> HttpResponse:
        """The home timeline, newest first; each post once."""
        return self.respond(request._request)

    def respond(self, request: HttpRequest) -> HttpResponse:
        claims = authenticate_claims(request)
        count_call(claims.user_id)
        if request.GET.get("order", "newest") != "newest":
            raise DomainError(code="invalid_order", attr="order")
        viewer = User(pk=claims.user_id)
        cursor = Cursor.parse(request.GET.get("cursor"))
        limit = read_limit(request.GET.get("limit"))
        try:
            page = home_page(
                viewer=viewer, session_id=claims.session_id, cursor=cursor, limit=limit
            )
        except SessionEndedError:
            # Who has a token that was revoked is not its user.
            uncount_call(claims.user_id)
            raise
        return list_response(request, serialize_rows(page.items, viewer=viewer), further=page.next)
