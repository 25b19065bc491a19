"""The people in a picture, for apps."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api import APIView, page_params, page_response
from posts.selectors.cards import get_post
from posts.selectors.tagged import tag_requests_page, tagged_page
from posts.serializers.posts import PostSerializer
from posts.services.tagged import approve_tag, remove_tag
from social.selectors import get_accessible_user


class OwnTagView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Be shown as one of the people in the picture; 404 for who is not tagged there."""
        viewer = request.user
        approve_tag(post=get_post(viewer=viewer, key=key), user=viewer)
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Take yourself out of the picture, for good."""
        viewer = request.user
        remove_tag(post=get_post(viewer=viewer, key=key), user=viewer)
        return Response(status=204)


class TagRequestsView(APIView):
    @extend_schema(responses=PostSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """The posts in which you are tagged, and which wait for your approval."""
        page = tag_requests_page(viewer=request.user, **page_params(request))
        return page_response(request, page, PostSerializer)


class TaggedPostsView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=PostSerializer(many=True))
    def get(self, request: Request, username: str) -> Response:
        """The posts in which somebody is tagged; 403 as for their own posts."""
        person = get_accessible_user(viewer=request.user, username=username)
        page = tagged_page(viewer=request.user, person=person, **page_params(request))
        return page_response(request, page, PostSerializer)
