"""Collections: the shelves on which people put what they saved."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.profiles import UNSEEN
from core.errors import DomainError
from posts.models import Collection, Post
from posts.services.saves import save_post
from posts.text import fold

LONGEST_NAME = 50
MOST_COLLECTIONS = 200


@transaction.atomic
def create_collection(*, owner: User, name: str, post: Post | None = None) -> Collection:
    """A new one, with `post` in it if one is given.

    Raises DomainError for a name that is blank, too long or taken, and for too many collections;
    NotFoundError for a post that was deleted meanwhile.
    """
    name = _clean(name)
    others = _lock_names(owner)
    if len(others) >= MOST_COLLECTIONS:
        raise DomainError(
            _("You can have at most %d collections.") % MOST_COLLECTIONS,
            code="too_many_collections",
            attr="name",
        )
    _check_free(name, others)
    collection = Collection.objects.create(owner=owner, name=name)
    if post:
        save_post(post=post, user=owner, collection_id=collection.pk)
    return collection


@transaction.atomic
def rename_collection(*, collection: Collection, name: str) -> None:
    """One that was deleted meanwhile stays so. Raises DomainError as `create_collection` does."""
    name = _clean(name)
    _check_free(name, _lock_names(collection.owner, without=collection))
    Collection.objects.filter(pk=collection.pk).update(name=name)
    collection.name = name


@transaction.atomic
def delete_collection(*, collection: Collection) -> None:
    """What was in it stays saved. Again is no change."""
    # Held before its items are looked up: nobody puts another one in meanwhile.
    locked = Collection.objects.select_for_update().filter(pk=collection.pk).first()
    if locked:
        locked.delete()


def _clean(name: str) -> str:
    name = " ".join(UNSEEN.sub("", name).split())
    if not name:
        raise DomainError(_("Give it a name."), code="blank", attr="name")
    if len(name) > LONGEST_NAME:
        raise DomainError(
            _("A name has at most %d characters.") % LONGEST_NAME, code="max_length", attr="name"
        )
    return name


def _lock_names(owner: User, *, without: Collection | None = None) -> list[str]:
    """The names of one's collections, which nobody adds to until the transaction is over."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    rows = Collection.objects.filter(owner=owner)
    if without:
        rows = rows.exclude(pk=without.pk)
    return list(rows.values_list("name", flat=True))


def _check_free(name: str, others: list[str]) -> None:
    # Here, as the index knows upper and lower case but not that ß is ss.
    if fold(name) in {fold(other) for other in others}:
        raise DomainError(
            _("You have a collection of that name already."), code="name_taken", attr="name"
        )
