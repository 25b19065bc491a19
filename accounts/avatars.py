"""Avatars: one square picture each, under a random key that is never reused."""

from pathlib import PurePosixPath
from uuid import UUID

from django.core.files.storage import storages

from accounts.models import User

# The format of avatars, and their former one.
EXTENSIONS = ("webp", "jpg")


def avatar_url(user: User) -> str | None:
    """The URL of a user's avatar, or None."""
    return storages["media"].url(user.avatar) if user.avatar else None


def id_of(key: str) -> UUID:
    """The random part of a key, 128 bits, as an event can carry it: `ab/cd/abcd….webp`."""
    return UUID(hex=PurePosixPath(key).stem)


def keys_of(avatar_id: UUID) -> list[str]:
    """The keys that the picture may have."""
    name = avatar_id.hex
    return [f"{name[:2]}/{name[2:4]}/{name}.{extension}" for extension in EXTENSIONS]
