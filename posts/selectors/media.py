"""A user's own uploads, and those that a worker renders."""

import re
from uuid import UUID

from accounts.models import User
from core.errors import NotFoundError
from posts.models import Media

UUID_TEXT = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def get_upload(*, viewer: User, media_id: UUID) -> Media:
    """An upload of `viewer` that is in no use. Raises NotFoundError."""
    media = Media.objects.uploads_of(viewer).filter(pk=media_id).first()
    if media is None:
        raise NotFoundError
    return media


def own_uploads(*, viewer: User, ids: list[str]) -> list[Media]:
    """Media of `viewer` with these ids, in their order; invalid and foreign ids are left out."""
    wanted = [UUID(each) for each in ids if UUID_TEXT.fullmatch(each)]
    found = Media.objects.filter(owner=viewer).in_bulk(wanted)
    return [found[each] for each in dict.fromkeys(wanted) if each in found]


def media_to_render(*, media_id: UUID) -> Media | None:
    """An upload without renditions, for workers."""
    return Media.objects.filter(pk=media_id, status=Media.Status.PROCESSING).first()
