"""Tagging users in a post: its author tags them, and each of them decides whether it is shown."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import visible_users_by_name
from accounts.validation.usernames import is_username, normalise
from core.db.transactions import atomic
from core.errors import DomainError, NotFoundError
from core.outbox import emit
from posts.events import Tagged
from posts.models import AuthorSettings, Post, TaggedUser

MAX_TAGGED_USERS = 20
State = TaggedUser.State


@atomic
def set_tagged(*, post: Post, usernames: Sequence[str]) -> None:
    """Replace the users tagged in a post that the caller has locked. Idempotent.

    Users who removed their tag stay removed, and the author does not learn of it. Users whom the
    author cannot see at the moment stay as they are. Raises DomainError for too many users, and
    for a username under which the author finds no user.
    """
    author = post.author
    users = _get_users(author, usernames)
    rows = TaggedUser.objects.filter(post=post)
    known = set(rows.values_list("user_id", flat=True))
    dropped = rows.exclude(state=State.REMOVED).exclude(user__in=users)
    dropped.filter(user__in=User.objects.visible_to(author)).delete()
    added = [user for user in users if user.pk not in known]
    reviewing = AuthorSettings.objects.filter(user__in=added, reviews_tags=True)
    pending = set(reviewing.values_list("user_id", flat=True)) - {author.pk}
    TaggedUser.objects.bulk_create(
        TaggedUser(
            post=post,
            user=user,
            state=State.PENDING if user.pk in pending else State.APPROVED,
        )
        for user in added
    )
    if post.is_ready:
        _emit_tags(post, added)


def notify_tagged(*, post: Post) -> None:
    """Emit Tagged for a post that becomes ready, within the caller's transaction."""
    rows = TaggedUser.objects.filter(post=post).exclude(state=State.REMOVED)
    _emit_tags(post, [row.user for row in rows.select_related("user")])


@atomic
def approve_tag(*, post: Post, user: User) -> None:
    """Show the tag of `user`, who may have removed it before. Idempotent.

    Raises NotFoundError for a user who was never tagged.
    """
    tags = TaggedUser.objects.filter(post=post, user=user)
    if not tags.update(state=State.APPROVED):
        raise NotFoundError


@atomic
def remove_tag(*, post: Post, user: User) -> bool:
    """Remove the tag of `user` for good: the author cannot add it again. Idempotent.

    Returns whether it was shown to others until now.
    """
    tags = TaggedUser.objects.filter(post=post, user=user)
    was_shown = tags.filter(state=State.APPROVED).exists()
    if user.pk == post.author_id:
        tags.delete()
    else:
        tags.update(state=State.REMOVED)
    return was_shown


def _get_users(author: User, usernames: Sequence[str]) -> list[User]:
    """In the order given, each once."""
    names = list(dict.fromkeys(normalise(name.strip().removeprefix("@")) for name in usernames))
    if len(names) > MAX_TAGGED_USERS:
        raise DomainError(
            _("You can tag up to %d people.") % MAX_TAGGED_USERS,
            code="too_many_tagged",
            attr="tagged",
        )
    possible = [name for name in names if is_username(name)]
    found = visible_users_by_name(viewer=author, usernames=possible)
    for name in names:
        if name not in found:
            raise DomainError(
                _("There is no user called “%s”.") % name, code="unknown_user", attr="tagged"
            )
    return list(dict.fromkeys(found[name] for name in names))


def _emit_tags(post: Post, users: Sequence[User]) -> None:
    for user in users:
        if user.pk != post.author_id:
            emit(Tagged(post_id=post.pk, user_id=user.pk))
