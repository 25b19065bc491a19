"""The hashtags and mentions of captions and comments as rows, written with the text itself."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from accounts.selectors import visible_users_by_name
from core.db.transactions import atomic
from core.outbox import emit
from posts.events import Mentioned
from posts.models import Comment, Hashtag, Mention, Post, PostHashtag
from posts.text.parsing import Entities, entities_in


@atomic
def record_caption(*, post: Post, entities: Entities | None = None) -> None:
    """Make the rows of hashtags and mentions match the caption, whose parsed `entities` may be
    given. Idempotent.

    Emits Mentioned for new mentions if the post is ready; otherwise PostPublished covers them.
    """
    added = _write(post, entities or entities_in(post.caption))
    if post.is_ready:
        _emit_mentions(added)


def record_new_caption(*, post: Post, entities: Entities) -> None:
    """As `record_caption`, for a post of the caller's transaction: it has no rows yet, and no one
    else writes any. Emits nothing, as PostPublished covers the mentions."""
    _add_hashtags(post, get_or_create_hashtags(names=entities.hashtags))
    users = dict.fromkeys(_mentionable(entities.mentions, author=post.author).values())
    Mention.objects.bulk_create(Mention(post=post, user=user) for user in users)


@atomic
def index_captions(*, after: UUID, limit: int) -> UUID | None:
    """Write the rows of the next `limit` posts by id, for posts older than these tables.

    Returns the last id, None if no post is left. Emits nothing: old mentions are no news. Waits
    for a caption that is being edited. Idempotent.
    """
    posts = Post.objects.filter(pk__gt=after, deleted_at=None).select_related("author")
    locked = list(posts.select_for_update(of=("self",), no_key=True).order_by("pk")[:limit])
    entities = [entities_in(post.caption) for post in locked]
    # All at once, so that this and a user who posts lock the hashtags in the same order.
    get_or_create_hashtags(names=[name for each in entities for name in each.hashtags])
    for post, found in zip(locked, entities, strict=True):
        _write(post, found)
    return locked[-1].pk if locked else None


def record_comment(*, comment: Comment, mentions: Sequence[str]) -> list[str]:
    """Write the rows of a new comment's `mentions` (usernames), within the caller's transaction.

    Returns those of users that its author can see. Emits Mentioned for each, unless the word
    filter hides the comment.
    """
    found = _mentionable(mentions, author=comment.author)
    if not found:
        return []
    users = dict.fromkeys(found.values())
    rows = [Mention(post_id=comment.post_id, comment=comment, user=user) for user in users]
    Mention.objects.bulk_create(rows)
    if not comment.is_filtered:
        _emit_mentions(Mention.objects.filter(comment=comment))
    return list(found)


def get_or_create_hashtags(*, names: Sequence[str]) -> list[Hashtag]:
    """The hashtags of these folded names, created where they do not exist. Idempotent."""
    known = list(Hashtag.objects.filter(name__in=names))
    missing = set(names) - {hashtag.name for hashtag in known}
    if not missing:
        return known
    # Ordered by name, so that two posts at once wait for each other in one direction only.
    new = (Hashtag(name=name) for name in sorted(missing))
    Hashtag.objects.bulk_create(new, ignore_conflicts=True)
    return list(Hashtag.objects.filter(name__in=names))


def _write(post: Post, entities: Entities) -> "QuerySet[Mention]":
    """Write the rows; the mentions that are new, read only if they are used."""
    # Serializes writers, so that a mention is new to one of them only.
    Post.objects.select_for_update(no_key=True).filter(pk=post.pk).first()
    _write_hashtags(post, entities.hashtags)
    users = dict.fromkeys(_mentionable(entities.mentions, author=post.author).values())
    existing = Mention.objects.filter(post=post, comment=None)
    existing.exclude(user__in=users).delete()
    known = set(existing.values_list("user_id", flat=True))
    added = [Mention(post=post, user=user) for user in users if user.pk not in known]
    Mention.objects.bulk_create(added)
    return existing.exclude(user__in=known)


def _write_hashtags(post: Post, names: Sequence[str]) -> None:
    hashtags = get_or_create_hashtags(names=names)
    PostHashtag.objects.filter(post=post).exclude(hashtag__in=hashtags).delete()
    _add_hashtags(post, hashtags)


def _add_hashtags(post: Post, hashtags: Sequence[Hashtag]) -> None:
    rows = (PostHashtag(hashtag=hashtag, post=post) for hashtag in hashtags)
    PostHashtag.objects.bulk_create(rows, ignore_conflicts=True)


def _mentionable(usernames: Sequence[str], *, author: User) -> dict[str, User]:
    """Those of the mentioned users whom the author can see, without the author, by the names
    given."""
    if not usernames:
        return {}
    found = visible_users_by_name(viewer=author, usernames=usernames)
    return {username: user for username, user in found.items() if user != author}


def _emit_mentions(mentions: "QuerySet[Mention]") -> None:
    """Their ids are the database's; `bulk_create` leaves them out of the instances."""
    for mention_id in mentions.values_list("pk", flat=True):
        emit(Mentioned(mention_id=mention_id))
