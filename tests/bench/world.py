"""The community that is measured: as many people, posts and follows as the scale says.

PostgreSQL writes the rows itself, each from its number, so all of them are known without reading:
the same for every run but for the time they are dated back from.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model

from core.ids import EPOCH
from posts.models import Hashtag, Like, PostHashtag, Save
from social.models import Follow
from tests.factories import make_comment, make_copies, make_media, make_post, make_user

USERS = 1_000
POSTS = 20_000
FOLLOWS_MIN, FOLLOWS_MAX = 50, 100
PHOTOS = 2  # of each post
COMMENTS = 2
HASHTAGS = 200
# Who likes a post, counted from its author: whoever follows the author follows some of them too.
LIKERS = (-3, 3, -6, 6, -30, 100)
Row = TypeVar("Row", bound=Model)
_SPAN = timedelta(days=60)
_CAPTION = (
    "'Morning light over the harbour, no. ' || n || '. We waited an hour for the fog to lift, and "
    "then it all happened within a minute. #tag' || mod(n, 200) || ' #tag' || mod(n / 200, 200)"
)


@dataclass(frozen=True)
class World:
    users: int
    posts: int
    now: datetime

    @classmethod
    def of_scale(cls, scale: int) -> "World":
        return cls(USERS * scale, POSTS * scale, datetime.now(UTC))

    def user_id(self, number: int) -> UUID:
        """Of one of the people, who are numbered from 1."""
        return UUID(f"{self._born + number:012x}70008{number:015x}")

    def seed(self) -> None:
        # Without looking up every reference: they are right by what they are made of.
        _run("SET session_replication_role = replica")
        self._users()
        self._follows()
        self._posts()
        self._reactions()
        self._count()
        _run("RESET session_replication_role")

    def vacuum(self) -> None:
        """What autovacuum would do in the middle of a measurement."""
        _run("VACUUM ANALYZE")

    @property
    def _born(self) -> int:
        return _milliseconds(self.now - timedelta(days=400))

    def _user(self, number: str) -> str:
        """SQL: the id of the user of this number, or of that many more or less than there are."""
        wrapped = f"mod(({number}) + {self.users} - 1, {self.users}) + 1"
        return _id(f"{self._born} + {wrapped}", wrapped)

    def _post(self, number: str) -> str:
        """SQL: the id of a post. The first is the newest."""
        step = _SPAN // timedelta(milliseconds=1) // self.posts
        return _id(f"{_milliseconds(self.now)} - ({number})::bigint * {step}", number)

    def _author(self, number: str) -> str:
        """SQL: the number of the author of a post."""
        return f"1 + mod(({number})::bigint * 7919, {self.users})"

    def _users(self) -> None:
        with _template(make_user("template")) as row:
            make_copies(
                row, self.users, id=self._user("n"), username="'person' || n", email="NULL",
                display_name="'Person ' || n", bio="'Photos from the coast, and a few cats. ' || n",
                avatar_url="'avatars/' || n || '.webp'",
                avatar_blurhash="'LEHV6nWB2yk8pyo0adR*.7k'",
            )  # fmt: skip

    def _follows(self) -> None:
        """Everyone follows 50 to 100 others, and is followed by as many."""
        follower, place = f"1 + (n - 1) / {FOLLOWS_MAX}", f"mod(n - 1, {FOLLOWS_MAX})"
        followee = f"{follower} + 1 + {place} * 997"
        extra = FOLLOWS_MAX - FOLLOWS_MIN + 1
        _insert(
            Follow,
            self.users * FOLLOWS_MAX,
            where=f"{place} < {FOLLOWS_MIN} + mod(({follower}) * 31, {extra})",
            follower_id=self._user(follower),
            following_id=self._user(followee),
        )

    def _posts(self) -> None:
        author = make_user("template")
        with _template(author), _template(make_post(author, photographs=0)) as row:
            make_copies(
                row, self.posts, id=self._post("n"), user_id=self._user(self._author("n")),
                shortcode="lpad(to_hex(n), 11, '-')", caption=_CAPTION,
                media_url="'photos/' || n || '/1080.jpg'",
                likes_count=str(len(LIKERS)), comments_count=str(COMMENTS),
            )  # fmt: skip
        with _template(author := make_user("template")), _template(make_media(author)) as row:
            post, place = f"1 + (n - 1) / {PHOTOS}", f"mod(n - 1, {PHOTOS})"
            make_copies(
                row, self.posts * PHOTOS, id="uuid7()", post_id=self._post(post), position=place,
                owner_id=self._user(self._author(post)), folder="'photos/' || n",
                original="'photos/' || n || '.jpg'",
            )  # fmt: skip

    def _reactions(self) -> None:
        post, place = f"1 + (n - 1) / {len(LIKERS)}", f"1 + mod(n - 1, {len(LIKERS)})"
        liker = f"{self._author(post)} + (ARRAY{list(LIKERS)})[{place}]"
        likes = self.posts * len(LIKERS)
        _insert(Like, likes, post_id=self._post(post), user_id=self._user(liker))
        saver = f"{self._author('n')} + 3"
        _insert(Save, self.posts, where="mod(n, 3) = 0", post_id=self._post("n"),
                user_id=self._user(saver))  # fmt: skip
        self._comments()
        self._hashtags()

    def _comments(self) -> None:
        author = make_user("template")
        post = make_post(author, photographs=0)
        with _template(author), _template(post), _template(make_comment(post, author)) as row:
            number = f"1 + (n - 1) / {COMMENTS}"
            make_copies(
                row, self.posts * COMMENTS, id="uuid7()", post_id=self._post(number),
                author_id=self._user(f"{self._author(number)} + mod(n, 7)"),
                text="'What a morning, and what a sky! ' || n",
            )  # fmt: skip

    def _hashtags(self) -> None:
        Hashtag.objects.bulk_create(Hashtag(name=f"tag{number}") for number in range(HASHTAGS))
        for number in ("mod(n, 200)", "mod(n / 200, 200)"):
            tag = f"(SELECT id FROM hashtags WHERE name = 'tag' || {number})"
            _insert(PostHashtag, self.posts, hashtag_id=tag, post_id=self._post("n"))

    def _count(self) -> None:
        """What users count, as the services would have."""
        _run(
            "UPDATE users SET posts_count = (SELECT count(*) FROM posts WHERE user_id = users.id), "
            "followers_count = (SELECT count(*) FROM follows WHERE following_id = users.id), "
            "following_count = (SELECT count(*) FROM follows WHERE follower_id = users.id)"
        )


def _id(milliseconds: str, number: str) -> str:
    """SQL: a UUIDv7 of this time and number."""
    time = f"lpad(to_hex(({milliseconds})::bigint), 12, '0')"
    return f"({time} || '70008' || lpad(to_hex(({number})::bigint), 15, '0'))::uuid"


def _milliseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(milliseconds=1)


@contextmanager
def _template(row: Row) -> Iterator[Row]:
    """A row to copy, so that columns which are not named here have their defaults."""
    yield row
    row.delete()


def _insert(model: type[Model], count: int, *, where: str = "true", **columns: str) -> None:
    """Rows of a relation, from the numbers 1 to `count` as `n`; each once."""
    values = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    _run(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
        f"SELECT {values} FROM generate_series(1, {count}) AS n WHERE {where} "
        "ON CONFLICT DO NOTHING"
    )


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
