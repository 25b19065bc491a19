from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, page_params, page_response
from core.errors import DomainError
from core.pagination import Page
from core.web.toggles import ToggleAPIView, describe_toggle
from posts.selectors.hashtags import count_uses, followed_tags_page, get_tag, tag_page, top_posts
from posts.serializers.hashtags import TagSerializer, TagWithCountSerializer
from posts.serializers.posts import PostSerializer
from posts.toggles import HASHTAG_FOLLOW

ORDER = OpenApiParameter("order", enum=["recent", "top"], default="recent")


class TagView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=TagWithCountSerializer)
    def get(self, request: Request, name: str) -> Response:
        """A hashtag, used or not."""
        tag = get_tag(viewer=request.user, name=name)
        uses = count_uses(viewer=request.user, tag=tag)
        data = {
            "name": tag.name,
            "posts_count": uses.number,
            "posts_count_is_more": uses.is_more,
            "following": tag.following,
        }
        return Response(TagWithCountSerializer(data).data)


class TagPostsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(parameters=[ORDER], responses=PostSerializer(many=True))
    def get(self, request: Request, name: str) -> Response:
        """Newest first; with `order=top` one page of the most liked of the newest."""
        tag = get_tag(viewer=request.user, name=name)
        order, params = request.query_params.get("order", "recent"), page_params(request)
        if order == "recent":
            page = tag_page(viewer=request.user, tag=tag, **params)
        elif order == "top":
            page = Page(top_posts(viewer=request.user, tag=tag, limit=params["limit"]))
        else:
            raise DomainError(code="invalid_order", attr="order")
        return page_response(request, page, PostSerializer)


@describe_toggle(
    on="Follow a hashtag, used or not; 400 `too_many_tags` beyond 200.", off="Unfollow a hashtag."
)
class TagFollowView(ToggleAPIView):
    toggle = HASHTAG_FOLLOW


class FollowedTagsView(APIView):
    @extend_schema(responses=TagSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """The hashtags you follow, last followed first."""
        page = followed_tags_page(viewer=request.user, **page_params(request))
        return page_response(request, page, TagSerializer)
