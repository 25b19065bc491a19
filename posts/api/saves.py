from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, page_response, search_params
from core.web.toggles import Switched, ToggleAPIView, describe_toggle
from posts.models import Post
from posts.selectors.saves import saved_page
from posts.serializers.posts import PostSerializer
from posts.serializers.saves import NewSaveSerializer, SaveSerializer
from posts.toggles import SAVE

Q = OpenApiParameter(
    "q",
    str,
    description="Only posts in which each of these words starts a word of the caption, of the"
    " location or of the author's names.",
)


@describe_toggle(
    on="Save a post, optionally into one of your collections.",
    off="Unsave a post, also from all your collections.",
    request=NewSaveSerializer,
    responses=SaveSerializer,
)
class SaveView(ToggleAPIView):
    toggle = SAVE
    body = NewSaveSerializer

    def respond(self, switched: Switched[Post]) -> Response:
        return Response({"saved": switched.on})


class SavedView(APIView):
    @extend_schema(parameters=[Q], responses=PostSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Your saved posts, last saved first."""
        page = saved_page(viewer=request.user, **search_params(request))
        return page_response(request, page, PostSerializer)
