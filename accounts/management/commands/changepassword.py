"""`manage.py changepassword alice`: in the place of Django's, which would write the whole row,
counters too, and leave everybody signed in who knew the old password."""

import getpass
from typing import Any

from django.contrib.auth.management.commands import changepassword
from django.core.management.base import CommandError

from accounts.selectors import find_by_login
from accounts.services.passwords import replace_password
from core.errors import DomainError


class Command(changepassword.Command):
    help = "Sets a person's password, and signs them out everywhere."

    def handle(self, *args: Any, username: str | None, **options: Any) -> None:
        user = find_by_login(login=username or "")
        if user is None:
            raise CommandError("Nobody has this username or e-mail address.")
        self.stdout.write(f"Changing the password of {user}.")
        new = getpass.getpass(prompt="Password: ")
        if new != getpass.getpass(prompt="Password (again): "):
            raise CommandError("These were two different passwords.")
        try:
            replace_password(user=user, new=new)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Done. They are signed out everywhere.")
