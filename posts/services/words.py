"""What a text says of others: its tags and mentions as rows, written with the text itself."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from core.outbox import emit
from posts.events import Mentioned
from posts.models import Comment, Hashtag, Mention, Post, PostHashtag
from posts.text import Kind, names_in


@transaction.atomic
def record_caption(*, post: Post) -> None:
    """Make the rows of tags and mentions say what the caption says; again is no change.

    Who is new in the caption of a post that is shown already is told of it; the others are when it
    is published.
    """
    fresh = _write(post)
    if post.is_ready:
        _tell(fresh)


@transaction.atomic
def index_captions(*, after: UUID, limit: int) -> UUID | None:
    """The rows of the next `limit` posts in the order of their ids, for posts that are older than
    the tables. Nobody is told: it is no news. Answers the last id, None where there is no more.

    A caption that is being edited is waited for, so it is not the old one that is written down.
    """
    posts = Post.objects.filter(pk__gt=after, deleted_at=None).select_related("author")
    locked = list(posts.select_for_update(of=("self",), no_key=True).order_by("pk")[:limit])
    # All at once, so that this and somebody who posts take the tags in the same order.
    write_names(names=[name for post in locked for name in names_in(post.caption, Kind.HASHTAG)])
    for post in locked:
        _write(post)
    return locked[-1].pk if locked else None


@transaction.atomic
def record_comment(*, comment: Comment) -> None:
    """The mentions of a new comment; those people are told, but not where the word filter caught
    it."""
    people = _people_named(comment.text, author=comment.author)
    rows = [Mention(post_id=comment.post_id, comment=comment, person=each) for each in people]
    Mention.objects.bulk_create(rows)
    if not comment.is_filtered:
        _tell(comment.mentions.all())


def _write(post: Post) -> "QuerySet[Mention]":
    """The mentions that are new."""
    # One at a time, so that what is new is new to one of two writers.
    Post.objects.select_for_update(no_key=True).filter(pk=post.pk).first()
    _write_hashtags(post)
    people = _people_named(post.caption, author=post.author)
    standing = Mention.objects.filter(post=post, comment=None)
    standing.exclude(person__in=people).delete()
    known = set(standing.values_list("person_id", flat=True))
    fresh = [person for person in people if person.pk not in known]
    Mention.objects.bulk_create(Mention(post=post, person=person) for person in fresh)
    return standing.filter(person__in=fresh)


def _write_hashtags(post: Post) -> None:
    hashtags = write_names(names=names_in(post.caption, Kind.HASHTAG))
    PostHashtag.objects.filter(post=post).exclude(hashtag__in=hashtags).delete()
    rows = (PostHashtag(hashtag=hashtag, post=post) for hashtag in hashtags)
    PostHashtag.objects.bulk_create(rows, ignore_conflicts=True)


def write_names(*, names: Sequence[str]) -> list[Hashtag]:
    """The tags of these folded names, made where they are not there yet."""
    known = list(Hashtag.objects.filter(name__in=names))
    missing = set(names) - {hashtag.name for hashtag in known}
    if not missing:
        return known
    # In the order of their names, so that two posts at once wait for one another in one direction.
    new = (Hashtag(name=name) for name in sorted(missing))
    Hashtag.objects.bulk_create(new, ignore_conflicts=True)
    return list(Hashtag.objects.filter(name__in=names))


def _people_named(text: str, *, author: User) -> list[User]:
    """Those mentioned whom the author may meet, without the author."""
    names = names_in(text, Kind.MENTION)
    named = User.objects.visible_to(author).filter(username__in=names).exclude(pk=author.pk)
    return list(named) if names else []


def _tell(mentions: "QuerySet[Mention]") -> None:
    for mention_id in mentions.order_by("pk").values_list("pk", flat=True):
        emit(Mentioned(mention_id=mention_id))
