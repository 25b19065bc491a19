"""Fills an empty InstaPro: plan the community, render its pictures, write all rows at once."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.hashers import make_password

from accounts.models import User
from config.demo.community import build_community
from config.demo.media import demo_media, render_all
from config.demo.people import PASSWORD, demo_usernames
from config.demo.pictures import Picture
from config.demo.plan import Community
from config.demo.rows import CommunityWriter
from core.media.rendered import Rendered


@dataclass(frozen=True)
class Content:
    """All that takes time and needs no database."""

    community: Community
    rendered: dict[Picture, Rendered]
    password: str
    """One hash for all: it takes a quarter of a second on purpose."""


def is_empty() -> bool:
    return not User.objects.exists()


def taken_usernames() -> list[str]:
    """The demo people's usernames that other accounts have."""
    taken = User.objects.filter(username__in=demo_usernames())
    return list(taken.order_by("username").values_list("username", flat=True))


def prepare_content(*, posts: int) -> Content:
    community = build_community(posts=posts)
    return Content(community, render_all(community.pictures), make_password(PASSWORD))


def seed_demo(content: Content) -> None:
    """Files first, rows last in one transaction: an interrupted run leaves nothing behind."""
    community = content.community
    with demo_media() as media:
        avatars = [media.store_avatar(person.avatar) for person in community.people]
        pictures = list(media.store_pictures(community.pictures, content.rendered))
        now = datetime.now(UTC)
        CommunityWriter(community, pictures, avatars, content.password, now).write()
