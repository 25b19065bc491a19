"""Who may read a file."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from posts.models import Media
from posts.models.post import Viewer


def can_see_renditions(*, viewer: Viewer, folder: str) -> bool:
    """Whether `viewer` may see the photo whose renditions are in this folder; one query."""
    return Media.objects.visible_to(viewer).filter(folder=folder).exists()


def find_link_viewer(*, user_id: UUID) -> User | None:
    """The viewer of a signed link, unless suspended or deactivated."""
    reader: User | None = User.objects.visible_to(AnonymousUser()).filter(pk=user_id).first()
    return reader
