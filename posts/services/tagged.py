"""The people in a picture: its author names them, and each has the last word on themselves."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.usernames import is_username, normalise
from core.errors import DomainError, NotFoundError
from core.outbox import emit
from posts.events import Tagged
from posts.models import AuthorSettings, Post, TaggedPerson

MOST_TAGGED = 20
State = TaggedPerson.State


@transaction.atomic
def set_tagged(*, post: Post, usernames: Sequence[str]) -> None:
    """Let these be the people in the picture; again is no change. The caller has locked the post.

    Whoever took themselves out stays out, and the author is not told. Those whom the author
    cannot meet for the time being stay as they are. Raises DomainError for too many people, and
    for a name under which the author finds nobody.
    """
    author = post.author
    people = _people_named(author, usernames)
    rows = TaggedPerson.objects.filter(post=post)
    known = set(rows.values_list("person_id", flat=True))
    left_out = rows.exclude(state=State.REMOVED).exclude(person__in=people)
    left_out.filter(person__in=User.objects.visible_to(author)).delete()
    new = [person for person in people if person.pk not in known]
    reviewing = AuthorSettings.objects.filter(user__in=new, reviews_tags=True)
    waiting = set(reviewing.values_list("user_id", flat=True)) - {author.pk}
    TaggedPerson.objects.bulk_create(
        TaggedPerson(
            post=post,
            person=person,
            state=State.PENDING if person.pk in waiting else State.APPROVED,
        )
        for person in new
    )
    if post.is_ready:
        _tell(post, new)


def tell_tagged(*, post: Post) -> None:
    """Of a post that begins to be shown, within the caller's transaction."""
    rows = TaggedPerson.objects.filter(post=post).exclude(state=State.REMOVED)
    _tell(post, [row.person for row in rows.select_related("person")])


@transaction.atomic
def approve_tag(*, post: Post, person: User) -> None:
    """By the person, also after they took themselves out; again is no change.

    Raises NotFoundError for who was never tagged.
    """
    tags = TaggedPerson.objects.filter(post=post, person=person)
    if not tags.update(state=State.APPROVED):
        raise NotFoundError


@transaction.atomic
def remove_tag(*, post: Post, person: User) -> None:
    """By the person, for good: its author cannot name them again. Again is no change."""
    tags = TaggedPerson.objects.filter(post=post, person=person)
    if person.pk == post.author_id:
        tags.delete()
    else:
        tags.update(state=State.REMOVED)


def _people_named(author: User, usernames: Sequence[str]) -> list[User]:
    """In the order given, each once."""
    names = list(dict.fromkeys(normalise(name.strip().removeprefix("@")) for name in usernames))
    if len(names) > MOST_TAGGED:
        raise DomainError(
            _("A picture shows at most %d tagged people.") % MOST_TAGGED,
            code="too_many_tagged",
            attr="tagged",
        )
    possible = [name for name in names if is_username(name)]
    found = {
        person.username: person
        for person in User.objects.visible_to(author).filter(username__in=possible)
    }
    for name in names:
        if name not in found:
            raise DomainError(
                _("There is nobody called “%s”.") % name, code="unknown_person", attr="tagged"
            )
    return [found[name] for name in names]


def _tell(post: Post, people: Sequence[User]) -> None:
    for person in people:
        if person.pk != post.author_id:
            emit(Tagged(post_id=post.pk, person_id=person.pk))
