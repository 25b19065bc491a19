"""Saving posts, privately: nothing is counted, the author is not notified.

A post in a collection is also saved. To keep that true, saving and unsaving lock the Save row
while they change the collections, and adding to a collection locks the collection.
"""

from collections.abc import Collection as Some
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from core.errors import DomainError, NotFoundError
from posts.limits import REACTIONS
from posts.models import Collection, CollectionItem, Post, Save

# The post's lock is the one of the foreign key, whose own check comes at the commit: too late for
# a response. "DO NOTHING" would not lock an existing row: unsaving could come in between.
INSERT_OR_LOCK = """
    INSERT INTO saves (user_id, post_id)
    SELECT %s, id FROM posts WHERE id = %s AND deleted_at IS NULL FOR KEY SHARE
    ON CONFLICT (user_id, post_id) DO UPDATE SET post_id = EXCLUDED.post_id
"""


def save_post(*, post: Post, user: User, collection_id: UUID | None = None) -> None:
    """Save a post, and add it to one of the user's collections if one is given. Idempotent.

    Raises DomainError for a collection that does not exist or belongs to another user,
    NotFoundError for a post that was deleted in the meantime, LimitedError.
    """
    limits.hit(REACTIONS, by=user.pk)
    _save(post, user, collection_id)


def restore_save(*, post: Post, user: User, collection_ids: Some[UUID]) -> None:
    """Undo `unsave_post`: save again, into those of the collections that still exist. Idempotent.

    Raises NotFoundError for a post that was deleted in the meantime, LimitedError.
    """
    limits.hit(REACTIONS, by=user.pk)
    _restore(post, user, collection_ids)


@atomic
def unsave_post(*, post: Post, user: User) -> list[UUID]:
    """Unsave a post, also from the collections; returns the ids of those it was in. Idempotent."""
    saves = Save.objects.filter(post=post, user=user)
    if not saves.select_for_update().values_list("created_at"):
        return []
    items = CollectionItem.objects.filter(post=post)
    ids = list(items.filter(collection__owner=user).values_list("collection_id", flat=True))
    items.filter(collection__in=ids).delete()
    saves.delete()
    return ids


@atomic
def remove_from_collection(*, post: Post, collection: Collection) -> None:
    """Remove a post from one collection; it stays saved. Idempotent."""
    CollectionItem.objects.filter(post=post, collection=collection).delete()


def add_save(*, post: Post, user: User) -> None:
    """Insert or lock the Save row, within the caller's transaction. Idempotent.

    Raises NotFoundError for a post that was deleted in the meantime.
    """
    with connection.cursor() as cursor:
        cursor.execute(INSERT_OR_LOCK, [user.pk, post.pk])
        if not cursor.rowcount:
            raise NotFoundError


@atomic
def _save(post: Post, user: User, collection_id: UUID | None) -> None:
    add_save(post=post, user=user)
    if collection_id is not None and not _add_to_collections(post, user, [collection_id]):
        raise DomainError(
            _("You have no such collection."), code="collection_not_found", attr="collection"
        )


@atomic
def _restore(post: Post, user: User, collection_ids: Some[UUID]) -> None:
    add_save(post=post, user=user)
    _add_to_collections(post, user, collection_ids)


def _add_to_collections(post: Post, user: User, collection_ids: Some[UUID]) -> list[Collection]:
    """Add to those of the collections that `user` owns, which it returns."""
    own = Collection.objects.filter(owner=user, pk__in=collection_ids).order_by("pk")
    collections = list(own.select_for_update(no_key=True))
    CollectionItem.objects.bulk_create(
        [CollectionItem(collection=each, post=post) for each in collections], ignore_conflicts=True
    )
    return collections
