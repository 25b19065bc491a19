"""The limits of what is written under a picture."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from posts.text import Kind, parse

LONGEST = 2200
MOST_HASHTAGS = 30
MOST_MENTIONS = 20


def check_caption(caption: str) -> None:
    """Raises DomainError, with the figures, for a caption over a limit."""
    if len(caption) > LONGEST:
        raise DomainError(
            _("A caption has at most %(limit)d characters; this one has %(count)d.")
            % {"limit": LONGEST, "count": len(caption)},
            code="caption_too_long",
            attr="caption",
        )
    kinds = [part.kind for part in parse(caption)]
    if kinds.count(Kind.HASHTAG) > MOST_HASHTAGS:
        raise DomainError(
            _("A caption has at most %d hashtags.") % MOST_HASHTAGS,
            code="too_many_hashtags",
            attr="caption",
        )
    if kinds.count(Kind.MENTION) > MOST_MENTIONS:
        raise DomainError(
            _("A caption mentions at most %d people.") % MOST_MENTIONS,
            code="too_many_mentions",
            attr="caption",
        )
