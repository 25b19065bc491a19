from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response

from accounts.models import User
from accounts.requests import AuthenticatedApiRequest
from accounts.selectors import get_visible_user
from core.api.views import APIView
from core.web.toggles import Switched, ToggleAPIView, describe_toggle
from social.serializers import MuteSerializer
from social.services import FollowState, accept_request, decline_request, remove_follower
from social.toggles import BLOCK, CLOSE_FRIEND, FOLLOW, MUTE

STATES = [state.value for state in FollowState]
FOLLOW_STATE = inline_serializer("FollowState", {"state": serializers.ChoiceField(STATES)})


@extend_schema(methods=["POST"], responses=FOLLOW_STATE)
@describe_toggle(
    on="Follow; where the account is private, send a request. 400 `too_many_followees` beyond"
    " 7,500, pending requests included.",
    off="Unfollow, or withdraw the request.",
)
class FollowView(ToggleAPIView):
    toggle = FOLLOW

    def respond(self, switched: Switched[User]) -> Response:
        return Response({"state": switched.result}) if switched.on else super().respond(switched)


@describe_toggle(
    on="Block a user: neither of you sees anything of the other, and both follows end.",
    off="Unblock a user; what the block ended stays ended.",
)
class BlockView(ToggleAPIView):
    toggle = BLOCK


@describe_toggle(
    on="Keep a user's posts out of your feed, their stories out of the tray, or by default both;"
    " they are not notified. Again with other values changes it.",
    off="Unmute posts and stories.",
    request=MuteSerializer,
)
class MuteView(ToggleAPIView):
    toggle = MUTE
    body = MuteSerializer


@describe_toggle(
    on="Let a user see your posts for close friends; they are not notified.",
    off="Remove a close friend; they are not notified.",
)
class CloseFriendView(ToggleAPIView):
    toggle = CLOSE_FRIEND


class FollowerView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Remove a follower; they are not notified."""
        follower = get_visible_user(viewer=request.user, username=username)
        remove_follower(user=request.user, follower=follower)
        return Response(status=204)


class AcceptRequestView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Accept a request to follow you."""
        follower = get_visible_user(viewer=request.user, username=username)
        accept_request(follower=follower, following=request.user)
        return Response(status=204)


class DeclineRequestView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Decline a request to follow you; they are not notified."""
        follower = get_visible_user(viewer=request.user, username=username)
        decline_request(follower=follower, following=request.user)
        return Response(status=204)
