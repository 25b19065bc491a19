"""Who may read a file."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists

from accounts.models import User
from posts.models import Media
from posts.models.post import Viewer


def can_see_renditions(*, viewer: Viewer, folder: str) -> bool:
    """Whether `viewer` may see the photo whose renditions are in this folder; one query."""
    return Media.objects.visible_to(viewer).filter(folder=folder).exists()


def can_link_viewer_see_renditions(*, viewer_id: UUID, folder: str) -> bool:
    """As `can_see_renditions`, for the viewer of a signed link, of whom only the id is known.

    A suspended or deactivated user may see nothing. One query, too.
    """
    active = User.objects.visible_to(AnonymousUser()).filter(pk=viewer_id)
    seen = Media.objects.visible_to(User(pk=viewer_id)).filter(folder=folder)
    return seen.filter(Exists(active)).exists()
