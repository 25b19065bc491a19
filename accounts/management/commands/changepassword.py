"""`manage.py changepassword alice`: replaces Django's, which writes the whole row, counters too,
and leaves all sessions active."""

import getpass
from typing import Any

from django.contrib.auth.management.commands import changepassword
from django.core.management.base import CommandError

from accounts.selectors import find_by_login
from accounts.services.passwords import set_password
from core.errors import DomainError


class Command(changepassword.Command):
    help = "Sets a user's password, and logs the user out everywhere."

    def handle(self, *args: Any, username: str | None, **options: Any) -> None:
        user = find_by_login(login=username or "")
        if user is None:
            raise CommandError("No user has this username or email address.")
        self.stdout.write(f"Changing the password of {user}.")
        new = getpass.getpass(prompt="Password: ")
        if new != getpass.getpass(prompt="Password (again): "):
            raise CommandError("These were two different passwords.")
        try:
            set_password(user=user, new=new)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Done. The user is logged out everywhere.")
