"""Saving: for oneself, so nothing is counted and nobody is told.

What stands in a collection is saved. To keep that true, whoever saves or unsaves holds the row of
the save while they change the collections; and whoever puts a post into a collection holds the
collection, so that it does not go away meanwhile.
"""

from collections.abc import Collection as Some
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.errors import DomainError, NotFoundError
from posts.limits import REACTIONS
from posts.models import Collection, CollectionItem, Post, Save


@transaction.atomic
def save_post(*, post: Post, user: User, collection_id: UUID | None = None) -> None:
    """Save, and put into one of one's own collections; again is no change.

    Raises DomainError for a collection that is not there or somebody else's, NotFoundError for a
    post that was deleted meanwhile, LimitedError.
    """
    _keep(post, user)
    if collection_id is not None and not _put(post, user, [collection_id]):
        raise DomainError(
            _("You have no such collection."), code="collection_not_found", attr="collection"
        )


@transaction.atomic
def restore_save(*, post: Post, user: User, collection_ids: Some[UUID]) -> None:
    """Undo `unsave_post`: into those of the collections that are still there."""
    _keep(post, user)
    _put(post, user, collection_ids)


@transaction.atomic
def unsave_post(*, post: Post, user: User) -> list[UUID]:
    """No longer save, in no collection either; again is no change. The ids of those it was in."""
    saves = Save.objects.filter(post=post, user=user)
    if not saves.select_for_update().values_list("created_at"):
        return []
    items = CollectionItem.objects.filter(post=post)
    ids = list(items.filter(collection__owner=user).values_list("collection_id", flat=True))
    items.filter(collection__in=ids).delete()
    saves.delete()
    return ids


@transaction.atomic
def unshelve_post(*, post: Post, collection: Collection) -> None:
    """Take out of one collection; it stays saved. Again is no change."""
    CollectionItem.objects.filter(post=post, collection=collection).delete()


def _keep(post: Post, user: User) -> None:
    limits.hit(REACTIONS, by=user.pk)
    # As a foreign key would at the end of the transaction, where it is too late for an answer.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM posts WHERE id = %s AND deleted_at IS NULL FOR KEY SHARE", [post.pk]
        )
        if cursor.fetchone() is None:
            raise NotFoundError
        # "DO NOTHING" would not hold the row that is there: unsaving could come between.
        cursor.execute(
            "INSERT INTO saves (user_id, post_id) VALUES (%s, %s)"
            " ON CONFLICT (user_id, post_id) DO UPDATE SET post_id = EXCLUDED.post_id",
            [user.pk, post.pk],
        )


def _put(post: Post, user: User, collection_ids: Some[UUID]) -> list[Collection]:
    """Into those of these collections that are `user`'s: what it answers."""
    own = Collection.objects.filter(owner=user, pk__in=collection_ids).order_by("pk")
    collections = list(own.select_for_update(no_key=True))
    CollectionItem.objects.bulk_create(
        [CollectionItem(collection=each, post=post) for each in collections], ignore_conflicts=True
    )
    return collections
