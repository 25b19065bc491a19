"""API of the home timeline."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, page_params, page_response
from core.errors import DomainError
from feeds.home import home_page
from posts.serializers.posts import PostSerializer


class FeedView(APIView):
    @extend_schema(responses=PostSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """The home timeline, newest first; each post once."""
        if request.query_params.get("order", "newest") != "newest":
            raise DomainError(code="invalid_order", attr="order")
        page = home_page(viewer=request.user, **page_params(request))
        return page_response(request, page, PostSerializer)
