"""`manage.py demo`: a community to look around in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.community import POSTS
from config.demo.migrating import has_accounts, wait_for_migrations
from config.demo.people import DEMO, PASSWORD
from config.demo.plan import Community
from config.demo.posts import MAX_POSTS
from config.demo.seed import is_empty, prepare_content, seed_demo, taken_usernames
from deploy.local.terminal import Step


class Command(BaseCommand):
    help = "Fills the database with a demo community; its people all have the same password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing if there are accounts already."
        )
        parser.add_argument(
            "--while-migrating",
            action="store_true",
            help="Plan and render while another process migrates the database, then wait for it.",
        )
        parser.add_argument(
            "--posts", type=int, default=POSTS, help=f"How many posts, at most {MAX_POSTS}."
        )

    def handle(
        self, *args: Any, if_empty: bool, while_migrating: bool, posts: int, **options: Any
    ) -> None:
        if posts > MAX_POSTS:
            raise CommandError(f"The demo has pictures for {MAX_POSTS} posts at most.")
        content = None
        if while_migrating:
            if not has_accounts():
                content = prepare_content(posts=posts)
            wait_for_migrations()
        step = Step("demo", "creating a community", slow=True)
        if if_empty and not is_empty():
            step.done("skipped, there are accounts already")
            return
        if taken := taken_usernames():
            step.clear()
            raise CommandError(
                f"The username {taken[0]} is taken, but the demo data needs it. "
                "Start from an empty database, on a laptop with `python3 manage.py up --reset`."
            )
        content = content or prepare_content(posts=posts)
        step.show("storing its pictures")
        seed_demo(content)
        step.done(_summary(content.community))


def _summary(community: Community) -> str:
    return (
        f"{len(community.people)} people, {len(community.posts)} posts,"
        f" {len(community.pictures)} pictures; {DEMO} / {PASSWORD}"
    )
