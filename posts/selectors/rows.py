"""Posts as rows: a version of what is the same for everyone, and what differs by viewer.

A page of rows is one query. The bodies of posts are cached by their version, so most pages need
nothing else; see `posts/serializers/bodies.py`.
"""

import json
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, QuerySet, When

from accounts.selectors import read_summary, summary_text
from core.db.functions import RowHash
from posts.models import Media, Post, TaggedUser
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.likes import known_likers

# All that a body shows; a field that is missing here would be shown as it was.
VERSION_FIELDS = (
    "shortcode",
    "caption",
    "location",
    # In link previews.
    "media_url",
    "state",
    "audience",
    "comments_from",
    "hide_counts",
    "edited_at",
    "pinned_at",
    "archived_at",
    "author__username",
    "author__display_name",
    "author__avatar",
    "author__avatar_blurhash",
    "author__is_verified",
    # Whether photos need signed links.
    "author__is_private",
    "author__is_active",
    "author__deactivated_at",
)
MEDIA_VERSION_FIELDS = (
    "id",
    "status",
    "problem_code",
    "alt",
    "width",
    "height",
    "blurhash",
    "folder",
    "renditions",
    "has_avif",
)


class PostRow(NamedTuple):
    """What PostgreSQL says of a post to one viewer; users are texts, see `summary_text`."""

    id: UUID
    shortcode: str
    version: int
    author_id: UUID
    hide_counts: bool
    likes_count: int
    comments_count: int
    liked: bool
    saved: bool
    # The newest of those that the viewer follows; none without likes.
    likers: list[str] | None
    # Each followed by the state of the tag.
    tags: list[str]
    # Usernames in the caption that lead to profiles.
    mentioned: list[str]
    follows_author: bool
    mutes_author: bool


def select_rows(
    posts: PostQuerySet, viewer: Viewer, *further: str
) -> QuerySet[Post, tuple[object, ...]]:
    """The columns of PostRow and `further` ones, for `posts` that are `visible_to(viewer)`."""
    likers = known_likers(viewer).values(text=summary_text("user__"))
    tagged = TaggedUser.objects.shown_to(viewer).filter(post=OuterRef("pk"))
    known = posts.with_reactions(viewer).with_mentions(viewer).with_author_relation(viewer)
    rows = with_version(known).annotate(
        likers=Case(When(likes_count__gt=0, then=ArraySubquery(likers))),
        tags=ArraySubquery(tagged.values(text=summary_text("user__", "state"))),
    )
    return rows.values_list(*PostRow._fields, *further)


def with_version(posts: PostQuerySet) -> PostQuerySet:
    """With `version`, which changes with all that a body shows; no further query."""
    media = Media.objects.filter(post=OuterRef("pk"))
    hashes = ArraySubquery(media.values(hash=RowHash(*MEDIA_VERSION_FIELDS)))
    version = RowHash(*VERSION_FIELDS, hashes)
    return posts.annotate(version=version)  # type: ignore[no-redef] # declared on Post


def read_bodies(ids: Collection[UUID], *, viewer: Viewer) -> list[Post]:
    """The posts of rows with author, media and `version`: what everyone sees of them.

    Three queries. The last asks once more whether `viewer` may see what the others have read: the
    post may have changed since its row was read, its audience too. One that changes meanwhile is
    read once more, and is missing if it changes again, or may not be seen any more.
    """
    found = _read_unchanged(ids, viewer)
    missing = set(ids) - {post.pk for post in found}
    return found + (_read_unchanged(missing, viewer) if missing else [])


def _read_unchanged(ids: Collection[UUID], viewer: Viewer) -> list[Post]:
    posts = list(
        with_version(Post.objects.filter(pk__in=ids))
        .select_related("author")
        .prefetch_related("media")
    )
    visible = with_version(Post.objects.visible_to(viewer).filter(pk__in=ids))
    versions = dict(visible.values_list("pk", "version"))  # type: ignore[misc] # an annotation
    return [post for post in posts if versions.get(post.pk) == post.version]


def read_cards(rows: Collection[PostRow], *, viewer: Viewer) -> list[Post]:
    """As `read_bodies`, in the order of the rows, with everything that a card shows to the viewer
    of the rows; see `for_cards`."""
    posts = {post.pk: post for post in read_bodies([row.id for row in rows], viewer=viewer)}
    return [as_card(posts[row.id], row) for row in rows if row.id in posts]


def as_card(post: Post, row: PostRow) -> Post:
    """The post with what its row says of it, to the viewer of the row."""
    post.likes_count, post.comments_count = row.likes_count, row.comments_count
    post.liked, post.saved = row.liked, row.saved
    post.known_likers = [read_summary(text) for text in row.likers or ()]
    post.tagged_users = [_read_tag(post, text) for text in row.tags]
    post.mentioned = row.mentioned
    post.follows_author, post.mutes_author = row.follows_author, row.mutes_author
    return post


def _read_tag(post: Post, text: str) -> TaggedUser:
    return TaggedUser(post=post, user=read_summary(text), state=json.loads(text)[-1])
