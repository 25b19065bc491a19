"""A user's profile, avatar and language."""

from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.avatars import id_of, keys_of
from accounts.events import AvatarReplaced
from accounts.models import User
from accounts.services.usernames import change_username
from accounts.validation.profiles import Link, clean_profile
from core import limits
from core.db.transactions import atomic, release_connection
from core.errors import DomainError
from core.limits.site import UPLOADS
from core.media.crop import Crop
from core.media.room import storing
from core.media.store import MediaStore
from core.media.sync_crop import crop_sync
from core.media.unclaimed import claim_file, discard_file, store_rendition
from core.outbox import emit


@dataclass(frozen=True)
class StoredAvatar:
    """A square picture in the media store; blank for none."""

    key: str = ""
    blurhash: str = ""


NO_AVATAR = StoredAvatar()


@atomic
def edit_profile(
    *,
    user: User,
    username: str | None = None,
    avatar: StoredAvatar | None = None,
    display_name: str | None = None,
    bio: str | None = None,
    website: str | None = None,
    links: list[Link] | None = None,
    language: str | None = None,
) -> None:
    """Change what is given, all of it or nothing. None leaves a field as it is, NO_AVATAR removes
    the avatar. Raises DomainError, naming the field.

    A new avatar is stored before, by `store_avatar`; where this fails, the caller discards it.
    """
    given = {
        "display_name": display_name,
        "bio": bio,
        "website": website,
        "links": links,
        "language": language,
    }
    changes = _cleaned({field: value for field, value in given.items() if value is not None})
    if avatar is not None:
        changes |= _replaced_avatar(user, avatar)
    if username is not None:
        change_username(user=user, username=username)
    if not changes:
        return
    User.objects.filter(pk=user.pk).update(**changes)
    for field, value in changes.items():
        setattr(user, field, value)


def store_avatar(*, user: User, file: IO[bytes], crop: Crop | None = None) -> StoredAvatar:
    """Store a square of `file`, or its middle, which is not in use yet.

    Slow, so no database connection is held meanwhile. Raises MediaError with the reason the file
    is refused, LimitedError and UnavailableError.
    """
    limits.hit(UPLOADS, by=user.pk)
    release_connection()
    rendered = crop_sync(file, crop=crop)
    with storing():
        key = store_rendition(rendered.renditions[0])
    return StoredAvatar(key, rendered.blurhash)


def discard_avatar(*, avatar: StoredAvatar | None) -> None:
    """Delete the file of a stored avatar that was not used after all. Idempotent."""
    if avatar and avatar.key:
        discard_file(avatar.key)


def purge_avatar_file(*, avatar_id: UUID) -> None:
    """Purge the file of an avatar that was replaced. Idempotent."""
    for key in keys_of(avatar_id):
        MediaStore().delete_rendition(key)


def _replaced_avatar(user: User, avatar: StoredAvatar) -> dict[str, Any]:
    """The changed columns. Of two replacements at once the later stays."""
    if avatar.key:
        claim_file(avatar.key)
    row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if row.avatar:
        emit(AvatarReplaced(avatar_id=id_of(row.avatar)))
    return {"avatar": avatar.key, "avatar_blurhash": avatar.blurhash}


def _cleaned(given: dict[str, Any]) -> dict[str, Any]:
    try:
        return clean_profile(given)
    except ValidationError as error:
        field, problems = next(iter(error.error_dict.items()))
        raise DomainError.of_field(field, problems[0]) from error
