"""`manage.py verify_timelines`: whether the timelines in Redis hold what they must."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from feeds.services import verify_timelines


class Command(BaseCommand):
    help = (
        "Compares the home timelines of active users, at random, and the author timelines that "
        "these pull, with PostgreSQL, and has those rebuilt that lack posts. Safe on the running "
        "site: a post that is on its way is no difference."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--users", type=int, default=1_000, metavar="N", help="How many users at most."
        )

    def handle(self, *args: Any, users: int, **options: Any) -> None:
        found = verify_timelines(users=max(users, 1))
        self.stdout.write(
            f"Timelines checked: {found.checked}. Lacking posts, and to be rebuilt: "
            f"{found.differing}. Posts that were missing: {found.missing}."
        )
