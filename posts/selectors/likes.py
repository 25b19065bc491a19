"""The likers of a post."""

from collections.abc import Sequence
from itertools import groupby

from django.db.models import BooleanField, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, RowNumber

from accounts.models import User
from core.db.conditions import HasRow
from core.pagination import DEFAULT_LIMIT, Cursor, Page, Part, paginate_parts
from posts.models import Like, Post
from posts.models.post import Viewer

MAX_KNOWN_LIKERS = 2
SEARCHED_LIKES = 100
ALWAYS = RawSQL("'-infinity'::timestamptz", (), DateTimeField())


def likers_page(
    *, viewer: User, post: Post, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """The likers of `post`: those `viewer` follows, then the others, both newest like first.

    With hidden counts only the author sees the others, who could be counted.
    """
    likes = _likes_by_visible(viewer).filter(post=post)
    followed, strangers = likes.filter(_follows(viewer)), likes.filter(~_follows(viewer))
    if not post.shows_counts_to(viewer):
        strangers = strangers.filter(user=viewer)
    parts = [Part(followed, few=True), Part(strangers)]
    page = paginate_parts(parts, by="user_id", cursor=cursor, limit=limit)
    return page.map(lambda found: [like.user for like in found])


def with_likers(*, viewer: Viewer, posts: Sequence[Post]) -> list[Post]:
    """The posts with `known_likers`: the newest two likers that `viewer` follows.

    Only the newest hundred likes of each post are searched. One query for all posts, none if no
    post is liked.
    """
    liked = [post.pk for post in posts if post.likes_count]
    if not liked or not viewer.is_authenticated:
        return list(posts)
    newest = RawSQL(
        """(likes.post_id, likes.user_id) IN (
          SELECT newest.post_id, newest.user_id
          FROM unnest(%s::uuid[]) AS page (id) CROSS JOIN LATERAL (
            SELECT post_id, user_id FROM likes WHERE post_id = page.id
            ORDER BY created_at DESC, user_id DESC LIMIT %s
          ) AS newest
        )""",
        [liked, SEARCHED_LIKES],
        BooleanField(),
    )
    order = [F("created_at").desc(), F("user_id").desc()]
    rank = Window(RowNumber(), partition_by="post_id", order_by=order)
    known = _likes_by_visible(viewer).filter(newest, _follows(viewer))
    rows = known.annotate(rank=rank).filter(rank__lte=MAX_KNOWN_LIKERS).order_by("post_id", "rank")
    likers = {
        post_id: [like.user for like in likes]
        for post_id, likes in groupby(rows, key=lambda like: like.post_id)
    }
    for post in posts:
        post.known_likers = likers.get(post.pk, [])
    return list(posts)


def known_likers(viewer: Viewer) -> QuerySet[Like]:
    """For a subquery of posts: the likes that `with_likers` finds."""
    likes = Like.objects.filter(post=OuterRef(OuterRef("pk"))).order_by("-created_at", "-user_id")
    hundredth = Subquery(likes.values("created_at")[SEARCHED_LIKES - 1 : SEARCHED_LIKES])
    # By time and not by the likes themselves: so PostgreSQL walks the index, and ends early.
    recent = Q(created_at__gte=Coalesce(hundredth, ALWAYS))
    known = _likes_by_visible(viewer).filter(recent, _follows(viewer), post=OuterRef("pk"))
    return known.order_by("-created_at", "-user_id")[:MAX_KNOWN_LIKERS]


def _likes_by_visible(viewer: Viewer) -> QuerySet[Like]:
    users = User.objects.visible_to(viewer)
    return Like.objects.filter(user__in=users).select_related("user")


def _follows(viewer: Viewer) -> HasRow:
    return HasRow("social.Follow", follower=viewer.pk, following=F("user"))
