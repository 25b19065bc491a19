"""Lists of users, last added first."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from accounts.serializers import UserSummarySerializer
from core.api.schema import error_response
from core.api.views import APIView, page_response, search_params
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
    description="Only users whose username, or a word of whose display name, starts with this.",
)
PRIVATE_ACCOUNT = {403: error_response("`private_account`: only followers see this.")}
USERS = UserSummarySerializer(many=True)
lists_users = extend_schema(parameters=[Q], responses=USERS)
lists_users_of = extend_schema(parameters=[Q], responses={200: USERS, **PRIVATE_ACCOUNT})


class FollowersView(APIView):
    permission_classes = [AllowAny]

    @lists_users_of
    def get(self, request: Request, username: str) -> Response:
        """The followers of a user."""
        user = get_accessible_user(viewer=request.user, username=username)
        page = followers_page(viewer=request.user, user=user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class FollowingView(APIView):
    permission_classes = [AllowAny]

    @lists_users_of
    def get(self, request: Request, username: str) -> Response:
        """The users that a user follows."""
        user = get_accessible_user(viewer=request.user, username=username)
        page = following_page(viewer=request.user, user=user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class FollowRequestsView(APIView):
    @lists_users
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Users who request to follow you."""
        page = requests_page(viewer=request.user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class BlockedView(APIView):
    @lists_users
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Users you block."""
        page = blocked_page(viewer=request.user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class MutedView(APIView):
    @lists_users
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Users whose posts, stories or both you mute; a profile shows which."""
        page = muted_page(viewer=request.user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)


class CloseFriendsView(APIView):
    @lists_users
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Your close friends."""
        page = close_friends_page(viewer=request.user, **search_params(request))
        return page_response(request, page, UserSummarySerializer)
