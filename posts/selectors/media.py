"""Uploads: one's own, and those that the worker is to look at."""

import re
from uuid import UUID

from accounts.models import User
from core.errors import NotFoundError
from posts.models import Media

UUID_TEXT = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def get_upload(*, viewer: User, media_id: UUID) -> Media:
    """One's own upload that is in no post yet. Raises NotFoundError."""
    media = Media.objects.filter(owner=viewer, post=None, pk=media_id).first()
    if media is None:
        raise NotFoundError
    return media


def own_uploads(*, viewer: User, ids: list[str]) -> list[Media]:
    """One's own media of these ids, in their order; what is no id or not one's own is left out."""
    wanted = [UUID(each) for each in ids if UUID_TEXT.fullmatch(each)]
    found = Media.objects.filter(owner=viewer).in_bulk(wanted)
    return [found[each] for each in dict.fromkeys(wanted) if each in found]


def media_to_render(*, media_id: UUID) -> Media | None:
    """An upload that still waits for its renditions, for the worker."""
    return Media.objects.filter(pk=media_id, status=Media.Status.PROCESSING).first()
