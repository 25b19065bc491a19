"""Posts, their media, and what people do with them."""

from posts.models.author_settings import AuthorSettings
from posts.models.comment import COMMENT_MAX_LENGTH, Comment, CommentLike
from posts.models.hashtag import Hashtag, HashtagFollow, PostHashtag
from posts.models.like import Like
from posts.models.media import ALT_MAX_LENGTH, Media
from posts.models.mention import Mention
from posts.models.post import LOCATION_MAX_LENGTH, Post
from posts.models.save import COLLECTION_NAME_MAX_LENGTH, Collection, CollectionItem, Save
from posts.models.tagged import TaggedUser

__all__ = [
    "ALT_MAX_LENGTH",
    "COLLECTION_NAME_MAX_LENGTH",
    "COMMENT_MAX_LENGTH",
    "LOCATION_MAX_LENGTH",
    "AuthorSettings",
    "Collection",
    "CollectionItem",
    "Comment",
    "CommentLike",
    "Hashtag",
    "HashtagFollow",
    "Like",
    "Media",
    "Mention",
    "Post",
    "PostHashtag",
    "Save",
    "TaggedUser",
]
