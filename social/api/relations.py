from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from accounts.selectors import get_visible_user
from core.api import APIView, validated_data
from social.selectors import get_profile
from social.serializers import MuteSerializer
from social.services import (
    FollowState,
    accept_request,
    add_close_friend,
    block_user,
    decline_request,
    follow_user,
    mute_user,
    remove_close_friend,
    remove_follower,
    unblock_user,
    unfollow_user,
    unmute_user,
)

STATES = [state.value for state in FollowState]
FOLLOW_STATE = inline_serializer("FollowState", {"state": serializers.ChoiceField(STATES)})


class FollowView(APIView):
    @extend_schema(request=None, responses=FOLLOW_STATE)
    def post(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Follow; where the account is private, ask to."""
        viewer = request.user
        person = get_visible_user(viewer=viewer, username=username)
        return Response({"state": follow_user(follower=viewer, following=person)})

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Unfollow, or take back the request."""
        viewer = request.user
        unfollow_user(follower=viewer, following=get_visible_user(viewer=viewer, username=username))
        return Response(status=204)


class FollowerView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Stop somebody from following you; they are not told."""
        viewer = request.user
        follower = get_visible_user(viewer=viewer, username=username)
        remove_follower(user=viewer, follower=follower)
        return Response(status=204)


class BlockView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Hide yourself and somebody from one another; both follows end."""
        viewer = request.user
        profile = get_profile(viewer=viewer, username=username)
        block_user(blocker=viewer, blocked=profile.person)
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, username: str) -> Response:
        viewer = request.user
        profile = get_profile(viewer=viewer, username=username)
        unblock_user(blocker=viewer, blocked=profile.person)
        return Response(status=204)


class MuteView(APIView):
    @extend_schema(request=MuteSerializer, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Keep somebody's posts out of your feed, their stories out of the tray, or, if nothing is
        said, both; they are not told. Again with something else changes it."""
        viewer = request.user
        muted = get_visible_user(viewer=viewer, username=username)
        mute_user(muter=viewer, muted=muted, **validated_data(request, MuteSerializer))
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, username: str) -> Response:
        viewer = request.user
        unmute_user(muter=viewer, muted=get_visible_user(viewer=viewer, username=username))
        return Response(status=204)


class CloseFriendView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Show somebody what you show to close friends only; they are not told."""
        viewer = request.user
        add_close_friend(owner=viewer, friend=get_visible_user(viewer=viewer, username=username))
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """They are not told."""
        viewer = request.user
        remove_close_friend(owner=viewer, friend=get_visible_user(viewer=viewer, username=username))
        return Response(status=204)


class AcceptRequestView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """Let somebody follow you who asked to."""
        viewer = request.user
        follower = get_visible_user(viewer=viewer, username=username)
        accept_request(follower=follower, following=viewer)
        return Response(status=204)


class DeclineRequestView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, username: str) -> Response:
        """They are not told."""
        viewer = request.user
        follower = get_visible_user(viewer=viewer, username=username)
        decline_request(follower=follower, following=viewer)
        return Response(status=204)
