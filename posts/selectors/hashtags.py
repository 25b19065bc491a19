"""Reading tags: what the viewer may see of them. A tag is there for everybody, used or not, so
that nobody learns from it of posts that they may not see."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.urls import reverse

from accounts.models import User
from core.errors import NotFoundError
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate, paginate_dated
from posts.models import Hashtag, HashtagFollow, Post
from posts.models.post import PostQuerySet, Viewer
from posts.text.parsing import fold_tag

# Counting on would cost the more the better known a tag is, and tell nobody anything.
MAX_COUNTED = 1000
# Out of so many of the newest the most liked are chosen.
MAX_TOP_CANDIDATES = 500


@dataclass(frozen=True)
class Tag:
    """A tag as a viewer meets it. `id` is None for one that was never written nor followed."""

    name: str
    id: UUID | None
    following: bool

    def get_absolute_url(self) -> str:
        return reverse("hashtag", args=[self.name])


@dataclass(frozen=True)
class Uses:
    """How many posts with a tag a viewer may see, counted up to MAX_COUNTED."""

    number: int
    is_more: bool


def get_tag(*, viewer: Viewer, name: str) -> Tag:
    """The tag of a name, in whatever spelling, without its sign; one query.

    Raises NotFoundError for what can be no tag.
    """
    folded = get_tag_name(viewer=viewer, name=name)
    following: Exists | Value = Value(False)
    if viewer.is_authenticated:
        following = Exists(HashtagFollow.objects.filter(hashtag=OuterRef("pk"), user=viewer.pk))
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
    *, viewer: Viewer, tag: Tag, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[Post]:
    """A page of the posts with a tag, newest first."""
    side: dict[str, UUID] = {}
    if cursor is not None:
        # Said of the tag's own rows too, PostgreSQL begins to read them there, not at the newest.
        side = {f"hashtags__post_id__{'gt' if cursor.backwards else 'lt'}": cursor.id}
    posts = _posts(viewer, tag, **side).for_cards(viewer)
    return paginate(posts, cursor=cursor, limit=limit)


def top_posts(*, viewer: Viewer, tag: Tag, limit: int = DEFAULT_LIMIT) -> list[Post]:
    """The most liked of the newest posts with a tag.

    Those whose number of likes is their author's alone to know come last: their place would tell.
    """
    newest = _posts(viewer, tag).order_by("-id")[:MAX_TOP_CANDIDATES]
    is_hidden = Q(hide_counts=True) & ~Q(author_id=viewer.pk)
    known = Case(When(is_hidden, then=0), default=F("likes_count"), output_field=IntegerField())
    posts = Post.objects.filter(pk__in=newest.values("pk")).for_cards(viewer)
    return list(posts.order_by(known.desc(), "-id")[:limit])


def followed_tags_page(
    *, viewer: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[Tag]:
    """The tags that `viewer` follows, those followed last first."""
    rows = HashtagFollow.objects.filter(user=viewer).select_related("hashtag")
    page = paginate_dated(rows, by="hashtag_id", cursor=cursor, limit=limit)
    return page.map(
        lambda found: [Tag(row.hashtag.name, row.hashtag_id, following=True) for row in found]
    )


def _posts(viewer: Viewer, tag: Tag, **which: UUID) -> PostQuerySet:
    """Also of one's own only those that are shown: the others have pages of their own."""
    if tag.id is None:
        return Post.objects.none()
    shown = Post.objects.visible_to(viewer).filter(state=Post.State.READY, archived_at=None)
    # In one call, or each condition would be of any of the post's tags.
    return shown.filter(hashtags__hashtag=tag.id, **which)
