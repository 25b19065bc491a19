"""Lists of people, those who came last first."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from accounts.serializers import UserSummarySerializer
from core.api import APIView, page_response, search_params
from social.selectors import (
    blocked_page,
    close_friends_page,
    followers_page,
    following_page,
    get_accessible_user,
    muted_page,
    requests_page,
)

Q = OpenApiParameter(
    "q",
    str,
    description="Only those whose username, or a word of whose display name, begins so.",
)
lists_people = extend_schema(parameters=[Q], responses=UserSummarySerializer(many=True))


class FollowersView(APIView):
    permission_classes = [AllowAny]

    @lists_people
    def get(self, request: Request, username: str) -> Response:
        """Who follows a person; 403 `private_account` where only followers may know."""
        person = get_accessible_user(viewer=request.user, username=username)
        page = followers_page(viewer=request.user, person=person, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class FollowingView(APIView):
    permission_classes = [AllowAny]

    @lists_people
    def get(self, request: Request, username: str) -> Response:
        """Whom a person follows; 403 `private_account` where only followers may know."""
        person = get_accessible_user(viewer=request.user, username=username)
        page = following_page(viewer=request.user, person=person, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class FollowRequestsView(APIView):
    @lists_people
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Who waits to be let in by you."""
        page = requests_page(viewer=request.user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class BlockedView(APIView):
    @lists_people
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Whom you block."""
        page = blocked_page(viewer=request.user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class MutedView(APIView):
    @lists_people
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Whose posts, stories or both you mute; a profile says which."""
        page = muted_page(viewer=request.user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class CloseFriendsView(APIView):
    @lists_people
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Who sees what you show to close friends only."""
        page = close_friends_page(viewer=request.user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)
