"""`manage.py index_captions`: tags and mentions of posts that are older than their tables."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.ids import NIL_UUID
from posts.services.entities import index_captions


class Command(BaseCommand):
    help = (
        "Writes down the tags and mentions of every caption, a batch at a time; nobody is told. "
        "Once, after an update from a release without them; again is no change."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=100, help="Posts in one transaction.")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        reached = NIL_UUID
        while (last := index_captions(after=reached, limit=max(batch, 1))) is not None:
            reached = last
            self.stdout.write(f"{reached}")
        self.stdout.write("All captions are written down.")
