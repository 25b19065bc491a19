"""The posts' pages and API."""

from django.urls import path

from posts.api.author_settings import AuthorSettingsView
from posts.api.collections import (
    CollectionListView,
    CollectionPostsView,
    CollectionPostView,
    CollectionView,
)
from posts.api.comments import (
    CommentLikeView,
    CommentListView,
    CommentPinView,
    CommentView,
    RepliesView,
)
from posts.api.hashtags import FollowedTagsView, TagFollowView, TagPostsView, TagView
from posts.api.likes import LikersView, LikeView
from posts.api.media import MediaListView, MediaView
from posts.api.posts import ArchiveView, PinView, PostListView, PostView
from posts.api.profiles import ArchivedPostsView, ProfilePostsView
from posts.api.saves import SavedView, SaveView
from posts.api.tagged import OwnTagView, TaggedPostsView, TagRequestsView
from posts.api.users import MeView, UserView
from posts.views.archiving import archive, post_archive
from posts.views.author_settings import comments_and_tags
from posts.views.collections import (
    collection,
    collection_delete,
    collection_new,
    collection_rename,
    post_collection,
    post_collections,
)
from posts.views.comment_actions import comment_delete, comment_like, comment_pin
from posts.views.comments import comment_replies, post_comments
from posts.views.counts import post_counts
from posts.views.create import create, create_media, create_media_discard
from posts.views.editing import post_edit, post_options
from posts.views.files import media_file
from posts.views.hashtags import followed_hashtags, hashtag, hashtag_follow
from posts.views.likes import post_like, post_likes
from posts.views.permalink import post, post_card, post_delete
from posts.views.pinning import post_pin
from posts.views.profile import profile
from posts.views.saves import post_save, saved
from posts.views.tagged import post_tagged, tag_requests, tagged

urlpatterns = [
    path("create", create, name="create"),
    path("create/media", create_media, name="create_media"),
    path("create/media/<uuid:media_id>/discard", create_media_discard, name="create_media_discard"),
    path("p/<slug:key>/", post, name="post"),
    path("p/<slug:key>/card", post_card, name="post_card"),
    path("p/<slug:key>/counts", post_counts, name="post_counts"),
    path("p/<slug:key>/like", post_like, name="post_like"),
    path("p/<slug:key>/likes", post_likes, name="post_likes"),
    path("p/<slug:key>/tagged", post_tagged, name="post_tagged"),
    path("accounts/settings/tags/", tag_requests, name="settings_tags"),
    path("accounts/settings/hashtags/", followed_hashtags, name="settings_hashtags"),
    path("p/<slug:key>/save", post_save, name="post_save"),
    path("p/<slug:key>/collections", post_collections, name="post_collections"),
    path("p/<slug:key>/collections/<uuid:collection_id>", post_collection, name="post_collection"),
    path("p/<slug:key>/delete", post_delete, name="post_delete"),
    path("p/<slug:key>/edit", post_edit, name="post_edit"),
    path("p/<slug:key>/options", post_options, name="post_options"),
    path("p/<slug:key>/archive", post_archive, name="post_archive"),
    path("p/<slug:key>/pin", post_pin, name="post_pin"),
    path("p/<slug:key>/comments", post_comments, name="post_comments"),
    path("p/<slug:key>/comments/<uuid:comment_id>/delete", comment_delete, name="comment_delete"),
    path("p/<slug:key>/comments/<uuid:comment_id>/like", comment_like, name="comment_like"),
    path("p/<slug:key>/comments/<uuid:comment_id>/pin", comment_pin, name="comment_pin"),
    path(
        "p/<slug:key>/comments/<uuid:comment_id>/replies", comment_replies, name="comment_replies"
    ),
    path(
        "accounts/settings/comments-and-tags/", comments_and_tags, name="settings_comments_and_tags"
    ),
    path("tags/<str:name>/", hashtag, name="hashtag"),
    path("tags/<str:name>", hashtag),
    path("tags/<str:name>/follow", hashtag_follow, name="hashtag_follow"),
    path("media/<path:key>", media_file, name="media_file"),
]

profile_urlpatterns = [
    path("<str:username>/", profile, name="profile"),
    path("<str:username>/archive", archive, name="archive"),
    path("<str:username>/tagged", tagged, name="tagged"),
    path("<str:username>/saved", saved, name="saved"),
    path("<str:username>/saved/new", collection_new, name="collection_new"),
    path("<str:username>/saved/<uuid:collection_id>", collection, name="collection"),
    path(
        "<str:username>/saved/<uuid:collection_id>/rename",
        collection_rename,
        name="collection_rename",
    ),
    path(
        "<str:username>/saved/<uuid:collection_id>/delete",
        collection_delete,
        name="collection_delete",
    ),
]

api_urlpatterns = [
    path("users/me", MeView.as_view()),
    path("users/<str:username>", UserView.as_view()),
    path("media", MediaListView.as_view()),
    path("media/<uuid:media_id>", MediaView.as_view()),
    path("posts", PostListView.as_view()),
    path("posts/<slug:key>", PostView.as_view()),
    path("posts/<slug:key>/archive", ArchiveView.as_view()),
    path("posts/<slug:key>/pin", PinView.as_view()),
    path("posts/<slug:key>/like", LikeView.as_view()),
    path("posts/<slug:key>/likes", LikersView.as_view()),
    path("posts/<slug:key>/tagged/me", OwnTagView.as_view()),
    path("posts/<slug:key>/save", SaveView.as_view()),
    path("users/me/saved", SavedView.as_view()),
    path("collections", CollectionListView.as_view()),
    path("collections/<uuid:collection_id>", CollectionView.as_view()),
    path("collections/<uuid:collection_id>/posts", CollectionPostsView.as_view()),
    path("collections/<uuid:collection_id>/posts/<slug:key>", CollectionPostView.as_view()),
    path("posts/<slug:key>/comments", CommentListView.as_view()),
    path("comments/<uuid:comment_id>", CommentView.as_view()),
    path("comments/<uuid:comment_id>/replies", RepliesView.as_view()),
    path("comments/<uuid:comment_id>/like", CommentLikeView.as_view()),
    path("comments/<uuid:comment_id>/pin", CommentPinView.as_view()),
    path("users/me/author-settings", AuthorSettingsView.as_view()),
    path("users/me/archive", ArchivedPostsView.as_view()),
    path("users/<str:username>/posts", ProfilePostsView.as_view()),
    path("users/me/tag-requests", TagRequestsView.as_view()),
    path("users/<str:username>/tagged", TaggedPostsView.as_view()),
    path("users/me/tags", FollowedTagsView.as_view()),
    path("tags/<str:name>", TagView.as_view()),
    path("tags/<str:name>/posts", TagPostsView.as_view()),
    path("tags/<str:name>/follow", TagFollowView.as_view()),
]
