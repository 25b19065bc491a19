"""The graph's pages and API."""

from django.urls import path

from social.api import FollowView, UserView
from social.views import follow

urlpatterns = [path("<str:username>/follow", follow, name="follow")]

api_urlpatterns = [
    path("users/<str:username>", UserView.as_view()),
    path("users/<str:username>/follow", FollowView.as_view()),
]
