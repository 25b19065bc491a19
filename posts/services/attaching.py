"""Photos that are part of something else than a post: see `Media.attached_to`."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db.transactions import atomic
from core.errors import DomainError
from core.outbox import LOWEST_PRIORITY, emit
from posts.events import MediaDiscarded
from posts.models import Media
from posts.models.media import DISCARDED


@atomic
def attach_media(*, owner: User, media_id: UUID, to: str) -> None:
    """Use an upload of `owner`, ready or not, for a thing of the kind `to`, a key of MEDIA_RULES.
    AttachedMediaRendered says when one that is not ready will be.

    Raises DomainError for one that is not there, in use already, or has failed.
    """
    media = Media.objects.select_for_update().filter(owner=owner, pk=media_id).first()
    if media is None or media.is_discarded:
        raise DomainError(
            _("This photo no longer exists."), code="media_not_found", attr="media_id"
        )
    if media.is_used:
        raise DomainError(
            _("This photo is already in another post or message."),
            code="media_in_use",
            attr="media_id",
        )
    if media.status == Media.Status.FAILED:
        raise DomainError(media.problem, code="media_failed", attr="media_id")
    Media.objects.filter(pk=media.pk).update(attached_to=to)


@atomic
def discard_attached(*, media_ids: Iterable[UUID], to: str) -> None:
    """Discard the photos of things that are gone: no one sees them any more, and a worker deletes
    their files. Idempotent."""
    for media_id in media_ids:
        attached = Media.objects.filter(pk=media_id, attached_to=to)
        if attached.update(attached_to="", status=Media.Status.FAILED, problem_code=DISCARDED):
            emit(MediaDiscarded(media_id=media_id), priority=LOWEST_PRIORITY)
