"""The users tagged in a post."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, page_params, page_response
from core.web.toggles import ToggleAPIView, describe_toggle
from posts.selectors.tagged import tag_requests_page, tagged_page
from posts.serializers.posts import PostSerializer
from posts.toggles import OWN_TAG
from social.api.lists import PRIVATE_ACCOUNT
from social.selectors import get_accessible_user


@describe_toggle(
    on="Show your tag in a post; 404 if you are not tagged there.",
    off="Remove your tag from a post, for good.",
)
class OwnTagView(ToggleAPIView):
    toggle = OWN_TAG


class TagRequestsView(APIView):
    @extend_schema(responses=PostSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Posts with a tag of you that waits for your approval."""
        page = tag_requests_page(viewer=request.user, **page_params(request))
        return page_response(request, page, PostSerializer)


class TaggedPostsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses={200: PostSerializer(many=True), **PRIVATE_ACCOUNT})
    def get(self, request: Request, username: str) -> Response:
        """Posts in which a user is tagged."""
        user = get_accessible_user(viewer=request.user, username=username)
        page = tagged_page(viewer=request.user, user=user, **page_params(request))
        return page_response(request, page, PostSerializer)
