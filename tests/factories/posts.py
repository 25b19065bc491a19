"""Posts, media, comments."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import F

from accounts.models import User
from core.ids import uuid7_at
from core.media.store import new_key
from posts.models import Comment, Media, Post

NOW = datetime.now(UTC)
BLURHASH = "LEHV6nWB2yk8pyo0adR*.7kCMdnj"


def make_post(
    author: User, *, at: datetime | None = None, photographs: int = 1, **fields: Any
) -> Post:
    """A published post; `at` dates it back. No event is emitted and nothing fanned out."""
    if at is not None:
        fields["id"] = uuid7_at(at)
    fields.setdefault("state", Post.State.READY)
    post = Post.objects.create(author=author, **fields)
    for position in range(photographs):
        make_media(author, post=post, position=position)
    if post.is_counted:
        User.objects.filter(pk=author.pk).update(posts_count=F("posts_count") + 1)
    return post


def make_media(owner: User, **fields: Any) -> Media:
    """A photograph whose renditions are ready (their files are not there)."""
    values: dict[str, Any] = {
        "status": Media.Status.READY,
        "alt": "A lighthouse",
        "width": 1080,
        "height": 1350,
        "blurhash": BLURHASH,
        "original": f"{new_key()}.jpg",
        "folder": new_key(),
        "renditions": [[320, 400], [640, 800], [1080, 1350]],
    }
    return Media.objects.create(owner=owner, **{**values, **fields})


def make_comment(post: Post, author: User, text: str = "Lovely light.") -> Comment:
    Post.objects.filter(pk=post.pk).update(comments_count=F("comments_count") + 1)
    return Comment.objects.create(post=post, author=author, text=text)


def make_reply(comment: Comment, author: User, text: str = "Thank you!") -> Comment:
    Post.objects.filter(pk=comment.post_id).update(comments_count=F("comments_count") + 1)
    Comment.objects.filter(pk=comment.pk).update(replies_count=F("replies_count") + 1)
    return Comment.objects.create(post_id=comment.post_id, author=author, parent=comment, text=text)
