"""`manage.py calibrate_passwords`: how costly a password's hash should be on this machine."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from accounts.auth.hashers import MIN_ROUNDS, hash_seconds, rounds_for
from deploy.local import environment


class Command(BaseCommand):
    help = "Finds the BCRYPT_ROUNDS at which a hash takes about 250 ms here, and prints the line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--write",
            action="store_true",
            help="Keep it in settings.env of the data folder, for the next `manage.py up`.",
        )

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        rounds = rounds_for(hash_seconds(MIN_ROUNDS))
        took = hash_seconds(rounds, tries=1)
        self.stdout.write(f"BCRYPT_ROUNDS={rounds}")
        # Not beside the line, which can go into a deployment's environment as it is.
        self.stderr.write(f"A hash of {rounds} rounds takes {took * 1000:.0f} ms here.")
        if rounds < settings.BCRYPT_ROUNDS:
            self.stderr.write(
                f"It is {settings.BCRYPT_ROUNDS} now. Hashes that were made with more take longer, "
                "and the time shows that there is an account, until its owner logs in."
            )
        if write:
            file = environment.save_setting(settings.HOME, "BCRYPT_ROUNDS", str(rounds))
            self.stderr.write(f"Kept in {file}.")
