"""Hashtags and what the viewer may see of them. Every valid tag exists for everyone, used or not:
otherwise its page would reveal hidden posts."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, When
from django.urls import reverse

from accounts.models import User
from core.db.conditions import HasRow
from core.errors import NotFoundError
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate, paginate_dated
from posts.models import Hashtag, HashtagFollow, Post
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.tiles import Load
from posts.text.parsing import fold_tag

# The cost of a count has a limit, however popular the tag.
MAX_COUNTED = 1000
# The most liked are chosen among this many of the newest.
MAX_TOP_CANDIDATES = 500


@dataclass(frozen=True)
class Tag:
    """A hashtag for a viewer. `id` is None for one that was never used nor followed."""

    name: str
    id: UUID | None
    following: bool

    def get_absolute_url(self) -> str:
        return reverse("hashtag", args=[self.name])


@dataclass(frozen=True)
class Uses:
    """The number of posts with a tag that a viewer may see, counted up to MAX_COUNTED."""

    number: int
    is_more: bool


def get_tag(*, viewer: Viewer, name: str) -> Tag:
    """The tag of a name in any spelling, without the sign; one query.

    Raises NotFoundError for an invalid name.
    """
    folded = get_tag_name(viewer=viewer, name=name)
    following = HasRow("posts.HashtagFollow", hashtag=F("pk"), user=viewer.pk)
    found = Hashtag.objects.filter(name=folded).annotate(following=following).first()
    return Tag(folded, found.pk, found.following) if found else Tag(folded, None, following=False)


def get_tag_name(*, viewer: Viewer, name: str) -> str:
    """The folded name of a hashtag, used or not; no query. Raises NotFoundError for no hashtag."""
    folded = fold_tag(name)
    if folded is None:
        raise NotFoundError
    return folded


def count_uses(*, viewer: Viewer, tag: Tag) -> Uses:
    number = _posts(viewer, tag)[: MAX_COUNTED + 1].count()
    return Uses(min(number, MAX_COUNTED), number > MAX_COUNTED)


def tag_page(
    *,
    viewer: Viewer,
    tag: Tag,
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
    load: Load = PostQuerySet.for_cards,
) -> Page[Post]:
    """A page of the posts with a tag, newest first."""
    side: dict[str, UUID] = {}
    if cursor is not None and not cursor.ids:
        # Also on the tag's own rows, so that PostgreSQL starts reading at the cursor.
        side = {f"hashtags__post_id__{'gt' if cursor.backwards else 'lt'}": cursor.id}
    posts = load(_posts(viewer, tag, **side), viewer)
    return paginate(posts, cursor=cursor, limit=limit)


def top_posts(
    *,
    viewer: Viewer,
    tag: Tag,
    limit: int = DEFAULT_LIMIT,
    load: Load = PostQuerySet.for_cards,
) -> list[Post]:
    """The most liked of the newest posts with a tag.

    Those with hidden counts come last: their place would reveal the number.
    """
    newest = _posts(viewer, tag).order_by("-id")[:MAX_TOP_CANDIDATES]
    is_hidden = Q(hide_counts=True) & ~Q(author_id=viewer.pk)
    known = Case(When(is_hidden, then=0), default=F("likes_count"), output_field=IntegerField())
    posts = load(Post.objects.filter(pk__in=newest.values("pk")), viewer)
    return list(posts.order_by(known.desc(), "-id")[:limit])


def followed_tags_page(
    *, viewer: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[Tag]:
    """The tags that `viewer` follows, last followed first."""
    rows = HashtagFollow.objects.filter(user=viewer).select_related("hashtag")
    page = paginate_dated(rows, by="hashtag_id", cursor=cursor, limit=limit)
    return page.map(
        lambda found: [Tag(row.hashtag.name, row.hashtag_id, following=True) for row in found]
    )


def _posts(viewer: Viewer, tag: Tag, **which: UUID) -> PostQuerySet:
    """Ready and not archived, also of the viewer's own posts."""
    if tag.id is None:
        return Post.objects.none()
    shown = Post.objects.visible_to(viewer).filter(state=Post.State.READY, archived_at=None)
    # In one call, so that all conditions are about the same tag of a post.
    return shown.filter(hashtags__hashtag=tag.id, **which)
