"""The limits of a caption."""

import re

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

LONGEST = 2200
MOST_HASHTAGS = 30
MOST_MENTIONS = 20

HASHTAG = re.compile(r"(?<![\w/&])#(?=\w*[^\W\d_])\w+")
MENTION = re.compile(r"(?<![\w/@.])@[A-Za-z0-9_](?:[A-Za-z0-9._]{0,28}[A-Za-z0-9_])?")


def check_caption(caption: str) -> None:
    """Raises DomainError, with the figures, for a caption over a limit."""
    if len(caption) > LONGEST:
        raise DomainError(
            _("A caption has at most %(limit)d characters; this one has %(count)d.")
            % {"limit": LONGEST, "count": len(caption)},
            code="caption_too_long",
            attr="caption",
        )
    if len(HASHTAG.findall(caption)) > MOST_HASHTAGS:
        raise DomainError(
            _("A caption has at most %d hashtags.") % MOST_HASHTAGS,
            code="too_many_hashtags",
            attr="caption",
        )
    if len(MENTION.findall(caption)) > MOST_MENTIONS:
        raise DomainError(
            _("A caption mentions at most %d people.") % MOST_MENTIONS,
            code="too_many_mentions",
            attr="caption",
        )
