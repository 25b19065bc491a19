"""`manage.py createsuperuser`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def create(monkeypatch: pytest.MonkeyPatch, username: str, email: str) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    given = {"username": username, "email": email}
    call_command("createsuperuser", interactive=False, stdout=StringIO(), **given)


def test_a_superuser_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    create(monkeypatch, "Root.Of.All", "Root@Example.org")
    user = User.objects.get()
    assert (user.username, user.email) == ("root.of.all", "root@example.org")
    assert (user.is_staff, user.is_superuser) == (True, True)
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("username", ["explore", "no names", "ｒｏｏｔｙ", "Alice"])
def test_the_rules_for_names_hold_for_superusers(
    alice: User, monkeypatch: pytest.MonkeyPatch, username: str
) -> None:
    with pytest.raises(CommandError):
        create(monkeypatch, username, "root@example.org")
    assert not User.objects.filter(is_superuser=True).exists()
