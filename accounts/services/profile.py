"""What somebody shows of themselves, and in which language they are spoken to."""

from typing import IO, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.avatars import id_of, keys_of
from accounts.events import AvatarReplaced
from accounts.models import User
from accounts.validation.profiles import Link, clean_profile
from core import limits
from core.errors import DomainError
from core.limits.site import UPLOADS
from core.media.crop import Crop
from core.media.store import MediaStore
from core.media.waiting import cut_now
from core.outbox import emit


@transaction.atomic
def edit_profile(
    *,
    user: User,
    display_name: str | None = None,
    bio: str | None = None,
    website: str | None = None,
    links: list[Link] | None = None,
    language: str | None = None,
) -> None:
    """Change what is given; None leaves a field as it is. Raises DomainError, naming the field."""
    given = {
        "display_name": display_name,
        "bio": bio,
        "website": website,
        "links": links,
        "language": language,
    }
    changes = _cleaned({field: value for field, value in given.items() if value is not None})
    if not changes:
        return
    User.objects.filter(pk=user.pk).update(**changes)
    for field, value in changes.items():
        setattr(user, field, value)


def set_avatar(*, user: User, file: IO[bytes], crop: Crop | None = None) -> None:
    """Take a square of `file`, or its middle, as the portrait; it is there at once.

    Raises MediaError with the reason the file is refused, LimitedError and UnavailableError.
    """
    limits.hit(UPLOADS, by=user.pk)
    # Outside the transaction: no row is locked while a picture is decoded.
    rendered = cut_now(file, crop=crop)
    key = MediaStore().publish_one(rendered.renditions[0])
    try:
        _hang(user, key, rendered.blurhash)
    except Exception:
        MediaStore().delete_one(key)
        raise


def remove_avatar(*, user: User) -> None:
    """Again is no change."""
    _hang(user, "", "")


def erase_avatar(*, avatar_id: UUID) -> None:
    """The file of a portrait that nobody has any more; again is no change."""
    for key in keys_of(avatar_id):
        MediaStore().delete_one(key)


@transaction.atomic
def _hang(user: User, key: str, blurhash: str) -> None:
    """Of two at once the later stays, and the file of the other goes."""
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    User.objects.filter(pk=user.pk).update(avatar=key, avatar_blurhash=blurhash)
    if row.avatar:
        emit(AvatarReplaced(avatar_id=id_of(row.avatar)))
    user.avatar, user.avatar_blurhash = key, blurhash


def _cleaned(given: dict[str, Any]) -> dict[str, Any]:
    try:
        return clean_profile(given)
    except ValidationError as error:
        field, problems = next(iter(error.error_dict.items()))
        raise DomainError(
            problems[0].messages[0], code=problems[0].code or "invalid", attr=field
        ) from error
