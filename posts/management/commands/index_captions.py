"""`manage.py index_captions`: hashtags and mentions of posts older than the rules for them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.ids import NIL_UUID
from posts.services.entities import index_captions


class Command(BaseCommand):
    help = (
        "Writes the rows of hashtags and mentions of every caption, in batches, without "
        "notifications. Run once after an update from a release without them, or with other rules "
        "for what a hashtag is. Idempotent."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=100, help="Posts in one transaction.")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        after = NIL_UUID
        while (last := index_captions(after=after, limit=max(batch, 1))) is not None:
            after = last
            self.stdout.write(f"{last}")
        self.stdout.write("All captions are written down.")
