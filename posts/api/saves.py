from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api import APIView, page_response, search_params
from posts.selectors.cards import get_post
from posts.selectors.saves import saved_page
from posts.serializers.posts import PostSerializer
from posts.serializers.saves import NewSaveSerializer, SaveSerializer
from posts.services.saves import save_post, unsave_post

Q = OpenApiParameter(
    "q",
    str,
    description="Only those in which each of these words begins a word of the caption, of the"
    " location or of the author's names.",
)


class SaveView(APIView):
    @extend_schema(request=NewSaveSerializer, responses=SaveSerializer)
    def post(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Save a post, and put it into one of your collections."""
        viewer = request.user
        post = get_post(viewer=viewer, key=key)
        serializer = NewSaveSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        collection_id = serializer.validated_data["collection"]
        save_post(post=post, user=viewer, collection_id=collection_id)
        return Response({"saved": True})

    @extend_schema(responses=SaveSerializer)
    def delete(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """No longer save it; it leaves all your collections."""
        viewer = request.user
        unsave_post(post=get_post(viewer=viewer, key=key), user=viewer)
        return Response({"saved": False})


class SavedView(APIView):
    @extend_schema(parameters=[Q], responses=PostSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """What you saved, saved last first."""
        page = saved_page(viewer=request.user, **search_params(request))
        return page_response(request, page, PostSerializer)
