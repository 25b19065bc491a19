"""Lists of people, those who came last first."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.serializers import UserSummarySerializer
from accounts.viewer import signed_in
from core.api import APIView, page_params, page_response
from social.selectors import (
    blocked_page,
    followers_page,
    following_page,
    get_open_person,
    muted_page,
    requests_page,
)


class FollowersView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=UserSummarySerializer(many=True))
    def get(self, request: Request, username: str) -> Response:
        """Who follows a person; 403 `private_account` where only followers may know."""
        person = get_open_person(viewer=request.user, username=username)
        page = followers_page(viewer=request.user, person=person, **page_params(request))
        return page_response(request, page, UserSummarySerializer)


class FollowingView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(responses=UserSummarySerializer(many=True))
    def get(self, request: Request, username: str) -> Response:
        """Whom a person follows; 403 `private_account` where only followers may know."""
        person = get_open_person(viewer=request.user, username=username)
        page = following_page(viewer=request.user, person=person, **page_params(request))
        return page_response(request, page, UserSummarySerializer)


class FollowRequestsView(APIView):
    @extend_schema(responses=UserSummarySerializer(many=True))
    def get(self, request: Request) -> Response:
        """Who waits to be let in by you."""
        page = requests_page(viewer=signed_in(request), **page_params(request))
        return page_response(request, page, UserSummarySerializer)


class BlockedView(APIView):
    @extend_schema(responses=UserSummarySerializer(many=True))
    def get(self, request: Request) -> Response:
        """Whom you block."""
        page = blocked_page(viewer=signed_in(request), **page_params(request))
        return page_response(request, page, UserSummarySerializer)


class MutedView(APIView):
    @extend_schema(responses=UserSummarySerializer(many=True))
    def get(self, request: Request) -> Response:
        """Whose posts stay out of your feed."""
        page = muted_page(viewer=signed_in(request), **page_params(request))
        return page_response(request, page, UserSummarySerializer)
