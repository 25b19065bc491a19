"""A profile with its posts, and the posts of an archive."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core.db.compiled import compile_sql, compiled, prepared_cursor
from core.errors import NotFoundError
from core.pagination import Cursor, Page, paginate
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.pinned import first_page, paginate_pinned
from posts.selectors.tiles import Load, read_tile, select_tiles
from social.selectors import Profile, profile_params, profile_size, profile_sql, read_profile

# One statement for a profile and its first posts: a row for each of them, or one without.
PROFILE = """\
WITH profile AS MATERIALIZED ({profile})
SELECT profile.*, ({limited}), page.*
FROM profile LEFT JOIN LATERAL (({pinned}) UNION ALL ({others} LIMIT %(limit)s)) AS page ON true
ORDER BY page.pinned_at DESC NULLS LAST, page.id DESC
"""
PUBLIC = {"audience": Post.Audience.PUBLIC, "state": Post.State.READY}


@dataclass(frozen=True)
class ProfilePage:
    """A profile and the first page of its posts, as `read_tile` returns them."""

    profile: Profile
    posts_count: int
    page: Page[Post]

    @property
    def user(self) -> User:
        return self.profile.user


def first_profile_page(*, viewer: Viewer, username: str, limit: int) -> ProfilePage:
    """What `get_profile`, `posts_count` and `profile_page` return, in one query.

    Raises NotFoundError.
    """
    params = {**profile_params(viewer, username), "limit": limit + 1}
    with prepared_cursor() as cursor:
        cursor.execute(_profile_page_sql(viewer.is_anonymous), params)
        rows = cursor.fetchall()
    if not rows:
        raise NotFoundError
    size = profile_size(viewer.is_anonymous)
    profile, limited = read_profile(viewer, rows[0]), rows[0][size]
    author = profile.user
    posts = [read_tile(row[size + 1 :], author) for row in rows if row[size + 1] is not None]
    return ProfilePage(profile, author.posts_count + limited, first_page(posts, limit))


@compiled
def _profile_page_sql(is_anonymous: bool) -> str:
    viewer, author = AnonymousUser() if is_anonymous else User(pk=uuid4()), User(pk=uuid4())
    names = {viewer.pk: "%(viewer)s", author.pk: "profile.id"}
    posts = _on_profile(viewer, author)
    tiles = select_tiles(posts)
    limited = "0"
    if not is_anonymous:
        rows = compile_sql(_limited(posts).values("pk"), names)
        limited = f"SELECT count(*) FROM ({rows}) AS limited"  # noqa: S608 - compiled, no values
    return PROFILE.format(
        profile=profile_sql(is_anonymous),
        limited=limited,
        pinned=compile_sql(tiles.filter(pinned_at__isnull=False), names),
        others=compile_sql(tiles.filter(pinned_at=None).order_by("-id"), names),
    )


def profile_page(
    *,
    viewer: Viewer,
    author: User,
    cursor: Cursor | None = None,
    limit: int = 20,
    load: Load = PostQuerySet.for_cards,
) -> Page[Post]:
    """A page of an author's posts: the pinned ones, last pinned first, then the others, newest
    first."""
    posts = load(_on_profile(viewer, author), viewer)
    return paginate_pinned(posts, cursor=cursor, limit=limit, last_pinned_first=True)


def posts_count(*, viewer: Viewer, author: User) -> int:
    """How many posts `profile_page` has for `viewer` in all.

    `User.posts_count` counts the public ones; a private account's profile shows that number to
    everyone. One query for the others, none for the anonymous, who see none of them.
    """
    if not viewer.is_authenticated:
        return author.posts_count
    return author.posts_count + _limited(_on_profile(viewer, author)).count()


def archive_page(*, viewer: User, cursor: Cursor | None = None, limit: int = 20) -> Page[Post]:
    """A page of the viewer's own archived posts, newest first."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer)
    archived = posts.filter(author=viewer, archived_at__isnull=False)
    return paginate(archived, cursor=cursor, limit=limit)


def _on_profile(viewer: Viewer, author: User) -> PostQuerySet:
    return Post.objects.visible_to(viewer).filter(author=author, archived_at=None)


def _limited(posts: PostQuerySet) -> PostQuerySet:
    """Those that `User.posts_count` does not count."""
    return posts.exclude(**PUBLIC)
