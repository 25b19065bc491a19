"""Posts, their media, and what people do with them."""

from posts.models.comment import Comment
from posts.models.like import Like
from posts.models.media import Media
from posts.models.post import Post

__all__ = ["Comment", "Like", "Media", "Post"]
