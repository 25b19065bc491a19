"""Following hashtags: posts with them are in the home timeline."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from core.errors import DomainError
from posts.limits import REACTIONS
from posts.models import Hashtag, HashtagFollow

# The home timeline reads each of them.
MAX_FOLLOWED_HASHTAGS = 200


class TooManyTagsError(DomainError):
    code = "too_many_tags"
    detail = format_lazy(_("You can follow up to {} hashtags."), MAX_FOLLOWED_HASHTAGS)


def follow_tag(*, follower: User, name: str) -> None:
    """Follow the hashtag of a folded name, used or not. Idempotent.

    Raises TooManyTagsError and LimitedError.
    """
    limits.hit(REACTIONS, by=follower.pk)
    _follow(follower, name)


@atomic
def unfollow_tag(*, follower: User, name: str) -> None:
    """Unfollow the hashtag of a folded name. Idempotent."""
    HashtagFollow.objects.filter(user=follower, hashtag__name=name).delete()


@atomic
def _follow(follower: User, name: str) -> None:
    # Before the user, as in publishing: a new hashtag waits for another transaction that makes it.
    hashtag, _is_new = Hashtag.objects.get_or_create(name=name)
    # Serializes follows of the same user: two at once could exceed the maximum by one.
    User.objects.select_for_update(no_key=True).get(pk=follower.pk)
    followed = HashtagFollow.objects.filter(user=follower)
    if followed.filter(hashtag__name=name).exists():
        return
    if followed.count() >= MAX_FOLLOWED_HASHTAGS:
        raise TooManyTagsError
    HashtagFollow.objects.create(user=follower, hashtag=hashtag)
