"""The posts' pages and API."""

from django.urls import path

from posts.api.comments import CommentListView, CommentView
from posts.api.likes import LikeView
from posts.api.media import MediaListView, MediaView
from posts.api.posts import PostListView, PostView
from posts.api.profiles import ProfilePostsView
from posts.views.comments import comment_delete, post_comments
from posts.views.create import create, create_media, create_media_discard
from posts.views.files import media_file
from posts.views.likes import post_like
from posts.views.permalink import post, post_card, post_delete
from posts.views.profile import profile

urlpatterns = [
    path("create", create, name="create"),
    path("create/media", create_media, name="create_media"),
    path("create/media/<uuid:media_id>/discard", create_media_discard, name="create_media_discard"),
    path("p/<slug:key>/", post, name="post"),
    path("p/<slug:key>/card", post_card, name="post_card"),
    path("p/<slug:key>/like", post_like, name="post_like"),
    path("p/<slug:key>/delete", post_delete, name="post_delete"),
    path("p/<slug:key>/comments", post_comments, name="post_comments"),
    path("p/<slug:key>/comments/<uuid:comment_id>/delete", comment_delete, name="comment_delete"),
    path("media/<path:key>", media_file, name="media_file"),
]

profile_urlpatterns = [path("<str:username>/", profile, name="profile")]

api_urlpatterns = [
    path("media", MediaListView.as_view()),
    path("media/<uuid:media_id>", MediaView.as_view()),
    path("posts", PostListView.as_view()),
    path("posts/<slug:key>", PostView.as_view()),
    path("posts/<slug:key>/like", LikeView.as_view()),
    path("posts/<slug:key>/comments", CommentListView.as_view()),
    path("comments/<uuid:comment_id>", CommentView.as_view()),
    path("users/<str:username>/posts", ProfilePostsView.as_view()),
]
