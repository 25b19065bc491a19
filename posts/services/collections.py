"""Collections: named lists of saved posts."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from core.errors import DomainError
from core.text.cleaning import clean_line
from posts.limits import REACTIONS
from posts.models import COLLECTION_NAME_MAX_LENGTH, Collection, CollectionItem, Post
from posts.services.saves import add_save
from posts.text.parsing import fold

MAX_COLLECTIONS = 200


def create_collection(*, owner: User, name: str, post: Post | None = None) -> Collection:
    """Create a collection, and save `post` into it if one is given.

    Raises DomainError for a name that is blank, too long or taken, and for too many collections;
    with a post also NotFoundError if it was deleted in the meantime, and LimitedError.
    """
    name = _clean(name)
    if post:
        limits.hit(REACTIONS, by=owner.pk)
    return _create(owner, name, post)


@atomic
def rename_collection(*, collection: Collection, name: str) -> None:
    """Does nothing if it was deleted in the meantime. Raises DomainError as `create_collection`."""
    name = _clean(name)
    _check_free(name, _lock_names(collection.owner, without=collection))
    Collection.objects.filter(pk=collection.pk).update(name=name)
    collection.name = name


@atomic
def delete_collection(*, collection: Collection) -> None:
    """Delete a collection; its posts stay saved. Idempotent."""
    # Locked before its items are read, so that none is added in between.
    locked = Collection.objects.select_for_update().filter(pk=collection.pk).first()
    if locked:
        locked.delete()


@atomic
def _create(owner: User, name: str, post: Post | None) -> Collection:
    others = _lock_names(owner)
    if len(others) >= MAX_COLLECTIONS:
        raise DomainError(
            _("You can have up to %d collections.") % MAX_COLLECTIONS,
            code="too_many_collections",
            attr="name",
        )
    _check_free(name, others)
    collection = Collection.objects.create(owner=owner, name=name)
    if post:
        add_save(post=post, user=owner)
        CollectionItem.objects.create(collection=collection, post=post)
    return collection


def _clean(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise DomainError(_("Enter a name."), code="blank", attr="name")
    if len(name) > COLLECTION_NAME_MAX_LENGTH:
        raise DomainError(
            _("A name can have up to %d characters.") % COLLECTION_NAME_MAX_LENGTH,
            code="max_length",
            attr="name",
        )
    return name


def _lock_names(owner: User, *, without: Collection | None = None) -> list[str]:
    """The names of the owner's collections; none can be added until the transaction ends."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    rows = Collection.objects.filter(owner=owner)
    if without:
        rows = rows.exclude(pk=without.pk)
    return list(rows.values_list("name", flat=True))


def _check_free(name: str, others: list[str]) -> None:
    # Here, as the index knows upper and lower case but not that ß is ss.
    if fold(name) in {fold(other) for other in others}:
        raise DomainError(
            _("You already have a collection with that name."), code="name_taken", attr="name"
        )
