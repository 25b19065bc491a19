"""Requests that the tests of comments share."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Comment, Post

ApiOf = Callable[[User], APIClient]


def comments_path(post: Post) -> str:
    return f"/api/v1/posts/{post.pk}/comments"


def comment_path(comment: Comment, act: str) -> str:
    return f"/api/v1/comments/{comment.pk}/{act}"


def write(api: APIClient, post: Post, text: str = "Lovely.", **given: Any) -> Any:
    """A comment or, with `parent_id`, a reply."""
    return api.post(comments_path(post), {"text": text, **given}, format="json")


def texts(response: Any) -> list[str]:
    return [each["text"] for each in response.json()["results"]]


def assert_comment_counts_equal_the_rows() -> None:
    """A post counts its public comments, a comment its unfiltered replies."""
    for comment in Comment.objects.exclude(parent__deleted_at__isnull=False):
        assert comment.replies_count == comment.replies.filter(is_filtered=False).count(), comment
        assert comment.likes_count == comment.likes.count(), comment
    parent_seen = Q(parent__is_filtered=False, parent__deleted_at=None)
    seen = Q(is_filtered=False) & (Q(parent=None) | parent_seen)
    for post in Post.objects.all():
        assert post.comments_count == post.comments.filter(seen).count(), post
