from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, page_params, page_response
from posts.selectors.profiles import archive_page, profile_page
from posts.serializers.posts import PostSerializer
from social.api.lists import PRIVATE_ACCOUNT
from social.selectors import get_accessible_user


class ProfilePostsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses={200: PostSerializer(many=True), **PRIVATE_ACCOUNT})
    def get(self, request: Request, username: str) -> Response:
        """A user's posts: pinned ones first, then the others, newest first."""
        author = get_accessible_user(viewer=request.user, username=username)
        page = profile_page(viewer=request.user, author=author, **page_params(request))
        return page_response(request, page, PostSerializer)


class ArchivedPostsView(APIView):
    @extend_schema(responses=PostSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Your archived posts, newest first."""
        page = archive_page(viewer=request.user, **page_params(request))
        return page_response(request, page, PostSerializer)
