"""The limits of a caption."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from posts.text.parsing import Entities, Kind, parse

CAPTION_MAX_LENGTH = 2200
MAX_HASHTAGS = 30
MAX_MENTIONS = 20


def check_caption(caption: str) -> Entities:
    """The hashtags and mentions of a caption.

    Raises DomainError for a caption over a limit; each repetition counts.
    """
    if len(caption) > CAPTION_MAX_LENGTH:
        raise DomainError(
            _("A caption can have up to %(limit)d characters; this one has %(count)d.")
            % {"limit": CAPTION_MAX_LENGTH, "count": len(caption)},
            code="caption_too_long",
            attr="caption",
        )
    parts = parse(caption)
    kinds = [part.kind for part in parts]
    if kinds.count(Kind.HASHTAG) > MAX_HASHTAGS:
        raise DomainError(
            _("A caption can have up to %d hashtags.") % MAX_HASHTAGS,
            code="too_many_hashtags",
            attr="caption",
        )
    if kinds.count(Kind.MENTION) > MAX_MENTIONS:
        raise DomainError(
            _("A caption can mention up to %d people.") % MAX_MENTIONS,
            code="too_many_mentions",
            attr="caption",
        )
    return Entities.of(parts)
