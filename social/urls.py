"""The graph's pages and API."""

from django.urls import path

from social.api.lists import (
    BlockedView,
    CloseFriendsView,
    FollowersView,
    FollowingView,
    FollowRequestsView,
    MutedView,
)
from social.api.relations import (
    AcceptRequestView,
    BlockView,
    CloseFriendView,
    DeclineRequestView,
    FollowerView,
    FollowView,
    MuteView,
)
from social.api.suggestions import SuggestionsView
from social.views.about import about_account
from social.views.lists import followers, following
from social.views.relations import block, close_friend, follow, follower_removal, mute
from social.views.requests import follow_requests, request_accept, request_decline
from social.views.settings import blocked, close_friends, muted, privacy
from social.views.suggestions import suggestions

urlpatterns = [
    path("follow-requests", follow_requests, name="follow_requests"),
    path("follow-requests/<str:username>/accept", request_accept, name="request_accept"),
    path("follow-requests/<str:username>/decline", request_decline, name="request_decline"),
    path("accounts/settings/privacy/", privacy, name="settings_privacy"),
    path("accounts/settings/blocked/", blocked, name="settings_blocked"),
    path("suggestions", suggestions, name="suggestions"),
    path("accounts/settings/close-friends/", close_friends, name="settings_close_friends"),
    path("accounts/settings/muted/", muted, name="settings_muted"),
    path("<str:username>/about", about_account, name="about_account"),
    path("<str:username>/follow", follow, name="follow"),
    path("<str:username>/mute", mute, name="mute"),
    path("<str:username>/close-friend", close_friend, name="close_friend"),
    path("<str:username>/block", block, name="block"),
    path("<str:username>/remove-follower", follower_removal, name="remove_follower"),
    path("<str:username>/followers", followers, name="followers"),
    path("<str:username>/following", following, name="following"),
]

api_urlpatterns = [
    path("users/me/blocked", BlockedView.as_view()),
    path("users/me/muted", MutedView.as_view()),
    path("users/me/close-friends", CloseFriendsView.as_view()),
    path("users/suggestions", SuggestionsView.as_view()),
    path("users/<str:username>/follow", FollowView.as_view()),
    path("users/<str:username>/follower", FollowerView.as_view()),
    path("users/<str:username>/followers", FollowersView.as_view()),
    path("users/<str:username>/following", FollowingView.as_view()),
    path("users/<str:username>/block", BlockView.as_view()),
    path("users/<str:username>/mute", MuteView.as_view()),
    path("users/<str:username>/close-friend", CloseFriendView.as_view()),
    path("follow-requests", FollowRequestsView.as_view()),
    path("follow-requests/<str:username>/accept", AcceptRequestView.as_view()),
    path("follow-requests/<str:username>/decline", DeclineRequestView.as_view()),
]
