"""Who sees a photo that is part of something else than a post, by what it is attached to."""

from messaging.models import ATTACHED_TO_MESSAGE
from messaging.selectors.photos import photos_shown_to
from posts.models.media import MediaRule

MEDIA_RULES: dict[str, MediaRule] = {ATTACHED_TO_MESSAGE: photos_shown_to}
