"""`manage.py demo`: a community to look around in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.community import POSTS
from config.demo.people import DEMO, PASSWORD
from config.demo.posts import MAX_POSTS
from config.demo.seed import is_empty, seed_demo, taken_usernames
from deploy.local.terminal import Step


class Command(BaseCommand):
    help = "Fills the database with a demo community; its people all have the same password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing if there are accounts already."
        )
        parser.add_argument(
            "--posts", type=int, default=POSTS, help=f"How many posts, at most {MAX_POSTS}."
        )

    def handle(self, *args: Any, if_empty: bool, posts: int, **options: Any) -> None:
        step = Step("demo", "planning a community", slow=True)
        if if_empty and not is_empty():
            step.done("skipped, there are accounts already")
            return
        if posts > MAX_POSTS:
            raise CommandError(f"The demo has pictures for {MAX_POSTS} posts at most.")
        if taken := taken_usernames():
            step.clear()
            raise CommandError(
                f"The username {taken[0]} is taken, but the demo data needs it. "
                "Start from an empty database, on a laptop with `python3 manage.py up --reset`."
            )
        community = seed_demo(posts=posts, report=step.show)
        step.done(
            f"{len(community.people)} people, {len(community.posts)} posts,"
            f" {len(community.pictures)} pictures; {DEMO} / {PASSWORD}"
        )
