"""Portraits."""

from django.core.files.storage import storages

from accounts.models import User


def avatar_url(user: User) -> str | None:
    """The URL of a person's portrait, None where there is none."""
    return storages["media"].url(user.avatar) if user.avatar else None
