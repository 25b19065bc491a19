"""Following tags: posts with them are in one's home timeline."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.errors import DomainError
from posts.limits import REACTIONS
from posts.models import Hashtag, HashtagFollow

# The home timeline looks at each of them.
MOST_FOLLOWED = 200


class TooManyTagsError(DomainError):
    code = "too_many_tags"
    detail = _("You follow %d tags, which is as many as one can.") % MOST_FOLLOWED


@transaction.atomic
def follow_tag(*, follower: User, name: str) -> None:
    """Follow the tag of a folded name, used or not; again is no change.

    Raises TooManyTagsError and LimitedError.
    """
    limits.hit(REACTIONS, by=follower.pk)
    # One at a time of the same person, or two at once would make one too many.
    User.objects.select_for_update(no_key=True).get(pk=follower.pk)
    followed = HashtagFollow.objects.filter(user=follower)
    if followed.filter(hashtag__name=name).exists():
        return
    if followed.count() >= MOST_FOLLOWED:
        raise TooManyTagsError
    hashtag, _is_new = Hashtag.objects.get_or_create(name=name)
    HashtagFollow.objects.create(user=follower, hashtag=hashtag)


@transaction.atomic
def unfollow_tag(*, follower: User, name: str) -> None:
    """Again is no change."""
    HashtagFollow.objects.filter(user=follower, hashtag__name=name).delete()
