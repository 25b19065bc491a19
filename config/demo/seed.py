"""Fills an empty InstaPro: think the community up, draw its pictures, write it all at once."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from accounts.models import User
from config.demo.archive import Archive, Filed, FiledPortrait, new_archive
from config.demo.community import build_community
from config.demo.people import gather_usernames
from config.demo.plan import Community
from config.demo.rows import Writer
from config.demo.studio import Studio, open_studio

Tell = Callable[[str], None]


def is_empty() -> bool:
    return not User.objects.exists()


def taken_usernames() -> list[str]:
    """Of the demo people's names, those that somebody has already."""
    taken = User.objects.filter(username__in=gather_usernames())
    return list(taken.order_by("username").values_list("username", flat=True))


def seed_demo(*, posts: int, tell: Tell) -> Community:
    """Files first, rows last in one transaction: an interrupted run leaves no half community."""
    community = build_community(posts=posts)
    with new_archive() as archive:
        with open_studio() as studio:
            portraits = list(_portraits(community, studio, archive))
            photographs = list(_photographs(community, studio, archive, tell))
        Writer(community, photographs, portraits, now=datetime.now(UTC)).write()
    return community


def _portraits(community: Community, studio: Studio, archive: Archive) -> Iterator[FiledPortrait]:
    for portrait in studio.portraits([person.avatar for person in community.people]):
        yield archive.file_portrait(portrait)


def _photographs(
    community: Community, studio: Studio, archive: Archive, tell: Tell
) -> Iterator[Filed]:
    frames = community.frames
    for done, photograph in enumerate(studio.photographs(frames)):
        tell(f"drawing {len(frames)} pictures, {done} done")
        yield archive.file(photograph)
