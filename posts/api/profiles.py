from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.selectors import get_person
from core.api import page_params, page_response
from posts.selectors import profile_page
from posts.serializers import PostSerializer


class ProfilePostsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=PostSerializer(many=True))
    def get(self, request: Request, username: str) -> Response:
        """A person's posts, newest first."""
        author = get_person(viewer=request.user, username=username)
        page = profile_page(viewer=request.user, author=author, **page_params(request))
        return page_response(request, page, PostSerializer)
