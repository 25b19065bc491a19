from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api import APIView, page_params, page_response
from core.errors import DomainError
from core.pagination import Page
from posts.selectors.hashtags import (
    count_uses,
    followed_tags_page,
    get_tag,
    tag_page,
    top_posts,
)
from posts.serializers.hashtags import TagSerializer, TagWithCountSerializer
from posts.serializers.posts import PostSerializer
from posts.services.hashtags import follow_tag, unfollow_tag

ORDER = OpenApiParameter("order", enum=["recent", "top"], default="recent")


class TagView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=TagWithCountSerializer)
    def get(self, request: Request, name: str) -> Response:
        tag = get_tag(viewer=request.user, name=name)
        uses = count_uses(viewer=request.user, tag=tag)
        told = {
            "name": tag.name,
            "posts_count": uses.number,
            "posts_count_is_more": uses.is_more,
            "following": tag.following,
        }
        return Response(TagWithCountSerializer(told).data)


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


class TagFollowView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, name: str) -> Response:
        """400 `too_many_tags` beyond 200."""
        viewer = request.user
        follow_tag(follower=viewer, name=get_tag(viewer=viewer, name=name).name)
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, name: str) -> Response:
        viewer = request.user
        unfollow_tag(follower=viewer, name=get_tag(viewer=viewer, name=name).name)
        return Response(status=204)


class FollowedTagsView(APIView):
    @extend_schema(responses=TagSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """The tags you follow, those followed last first."""
        page = followed_tags_page(viewer=request.user, **page_params(request))
        return page_response(request, page, TagSerializer)
