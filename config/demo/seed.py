"""Fills an empty InstaPro: plan the community, store its pictures, write all rows at once."""

from collections.abc import Callable
from datetime import UTC, datetime

from accounts.models import User
from config.demo.community import build_community
from config.demo.media import demo_media
from config.demo.people import demo_usernames
from config.demo.plan import Community
from config.demo.rows import CommunityWriter

Report = Callable[[str], None]


def is_empty() -> bool:
    return not User.objects.exists()


def taken_usernames() -> list[str]:
    """The demo people's usernames that other accounts have."""
    taken = User.objects.filter(username__in=demo_usernames())
    return list(taken.order_by("username").values_list("username", flat=True))


def seed_demo(*, posts: int, report: Report) -> Community:
    """Files first, rows last in one transaction: an interrupted run leaves nothing behind."""
    community = build_community(posts=posts)
    report(f"storing {len(community.pictures)} pictures")
    with demo_media() as media:
        avatars = [media.store_avatar(person.avatar) for person in community.people]
        pictures = list(media.store_pictures(community.pictures))
        CommunityWriter(community, pictures, avatars, now=datetime.now(UTC)).write()
    return community
