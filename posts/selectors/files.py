"""Whom a file may be given to."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from posts.models import Media
from posts.models.post import Viewer


def can_see_renditions(*, viewer: Viewer, folder: str) -> bool:
    """Whether `viewer` may see the photograph whose renditions are in this folder; one query."""
    return Media.objects.visible_to(viewer).filter(folder=folder).exists()


def find_link_viewer(*, user_id: UUID) -> User | None:
    """Whom a link is for, if they are still there: neither suspended nor away."""
    reader: User | None = User.objects.visible_to(AnonymousUser()).filter(pk=user_id).first()
    return reader
