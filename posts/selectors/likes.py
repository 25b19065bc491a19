"""The likers of a post."""

from django.db.models import Case, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

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


def known_likers(viewer: Viewer) -> QuerySet[Like]:
    """For a subquery of posts: the newest two likes by users that `viewer` follows.

    Only the newest hundred likes of each post are searched.
    """
    likes = Like.objects.filter(post=OuterRef(OuterRef("pk"))).order_by("-created_at", "-user_id")
    hundredth = Subquery(likes.values("created_at")[SEARCHED_LIKES - 1 : SEARCHED_LIKES])
    # By time and not by the likes themselves: so PostgreSQL walks the index, and ends early.
    recent = Q(created_at__gte=Coalesce(hundredth, ALWAYS))
    # As a CASE: PostgreSQL would join the viewer's followees to the likes of each post.
    is_followed = Case(When(_follows(viewer), then=True), default=False)
    known = _likes_by_visible(viewer).filter(recent, is_followed, post=OuterRef("pk"))
    return known.order_by("-created_at", "-user_id")[:MAX_KNOWN_LIKERS]


def _likes_by_visible(viewer: Viewer) -> QuerySet[Like]:
    users = User.objects.visible_to(viewer)
    return Like.objects.filter(user__in=users).select_related("user")


def _follows(viewer: Viewer) -> HasRow:
    return HasRow("social.Follow", follower=viewer.pk, following=F("user"))
