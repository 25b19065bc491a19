"""Collections, for their owners only."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from accounts.models import User
from core.db.conditions import HasRow
from core.errors import NotFoundError
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate
from posts.models import Collection, CollectionItem, Media, Post
from posts.selectors.saves import cards_page

# The photos of a collection's cover.
COVER_SIZE = 4


def collections_page(
    *, viewer: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[Collection]:
    """Newest first, with counts and covers; three queries for any number."""
    page = paginate(Collection.objects.filter(owner=viewer), cursor=cursor, limit=limit)
    _describe(viewer, page.items)
    return page


def get_collection(*, viewer: User, collection_id: UUID) -> Collection:
    """With count and cover. Raises NotFoundError unless `viewer` owns it."""
    own = Collection.objects.filter(owner=viewer).select_related("owner")
    found = own.filter(pk=collection_id).first()
    if found is None:
        raise NotFoundError
    _describe(viewer, [found])
    return found


def collection_page(
    *,
    viewer: User,
    collection: Collection,
    q: str = "",
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[Post]:
    """The posts that `viewer` may see in it, last added first; `q` as for `matching`."""
    items = CollectionItem.objects.filter(collection=collection)
    return cards_page(items, viewer, q, cursor, limit)


def collections_with_membership(*, viewer: User, post: Post) -> list[Collection]:
    """All collections of `viewer`, newest first, with `has_post`; one query."""
    has_post = HasRow("posts.CollectionItem", collection=F("pk"), post=post.pk)
    own = Collection.objects.filter(owner=viewer)
    return list(own.annotate(has_post=has_post).order_by("-id"))


def _describe(viewer: User, collections: Sequence[Collection]) -> None:
    """Set count and cover as `viewer` sees them; two queries."""
    seen = Post.objects.visible_to(viewer)
    newest = ["-created_at", "-post"]
    items = (
        CollectionItem.objects.filter(collection__in=collections, post__in=seen)
        .annotate(
            place=Window(RowNumber(), partition_by="collection", order_by=newest),
            count=Window(Count("*"), partition_by="collection"),
        )
        .filter(place__lte=COVER_SIZE)
        .order_by("place")
    )
    found = list(items.values_list("collection_id", "post_id", "count"))
    counts = {collection_id: count for collection_id, _post_id, count in found}
    covers = _covers([post_id for _collection_id, post_id, _count in found])
    for collection in collections:
        posts = [post_id for on, post_id, _count in found if on == collection.pk]
        collection.posts_count = counts.get(collection.pk, 0)
        collection.cover = [covers[post_id] for post_id in posts if post_id in covers]


def _covers(post_ids: list[UUID]) -> dict[UUID | None, Media]:
    """The first photo of each of these posts."""
    ready = Media.objects.filter(post__in=post_ids, status=Media.Status.READY)
    first = ready.order_by("post", "position", "id").distinct("post")
    return {media.post_id: media for media in first.select_related("post__author")}
