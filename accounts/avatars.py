"""Portraits: one square picture each, under a random key that is never used again."""

from pathlib import PurePosixPath
from uuid import UUID

from django.core.files.storage import storages

from accounts.models import User

# What portraits are written in, and what they once were.
EXTENSIONS = ("webp", "jpg")


def avatar_url(user: User) -> str | None:
    """The URL of a person's portrait, None where there is none."""
    return storages["media"].url(user.avatar) if user.avatar else None


def id_of(key: str) -> UUID:
    """A key's random part, which an event can carry: `ab/cd/abcd….webp` is 128 bits."""
    return UUID(hex=PurePosixPath(key).stem)


def keys_of(avatar_id: UUID) -> list[str]:
    """Where the picture may lie."""
    name = avatar_id.hex
    return [f"{name[:2]}/{name[2:4]}/{name}.{extension}" for extension in EXTENSIONS]
