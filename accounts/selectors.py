"""Reading people."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core.errors import NotFoundError


def get_person(*, viewer: User | AnonymousUser, username: str) -> User:
    """The person of a username in any case. Raises NotFoundError."""
    person: User | None = User.objects.visible_to(viewer).named(username).first()
    if person is None:
        raise NotFoundError
    return person


def find_by_login(*, login: str) -> User | None:
    """Whoever signs in by this username or e-mail, active or not; no username has an @ in it."""
    people = User.objects.with_email(login) if "@" in login else User.objects.named(login)
    found: User | None = people.first()
    return found
