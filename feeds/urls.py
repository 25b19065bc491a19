"""The feed's pages and API."""

from django.urls import path

from feeds.api import FeedView
from feeds.views import home

urlpatterns = [path("", home, name="home")]

api_urlpatterns = [path("feed", FeedView.as_view())]
