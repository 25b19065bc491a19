"""Writes by the API, and what they make the workers do.

The floor is their rows: a copy of each table, one transaction, no outbox.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any
from uuid import UUID

from django.db.models import Model

from accounts.models import User
from posts.models import Comment, Like, Media, Post
from tests.bench import load
from tests.bench.copied_tables import columns_of, copy_table, name_of
from tests.bench.figures import Row
from tests.bench.measuring import Bench, Stretch, beside
from tests.bench.viewers import app_headers, viewers
from tests.factories import make_media

_TEXT = "We were there an hour later, and by then it was all fog again. #tag7"


@dataclass(frozen=True)
class Write:
    name: str
    count: int
    """In one round: few enough that no one reaches a limit in all of them."""
    path: str
    status: int
    target: Callable[[User], UUID]
    """What is written about next: a post, or the photo that becomes one."""
    body: Callable[[UUID], Mapping[str, Any]]
    is_written: Callable[[User, UUID, Mapping[str, Any]], bool]
    """By the rows, given the answer."""
    tables: Sequence[type[Model]]
    statements: Sequence[str]
    """Their parameters: `user`, `target`, `text`."""


def like(bench: Bench) -> Row:
    posts = _posts()
    insert = f"INSERT INTO {name_of(Like)} (post_id, user_id) VALUES (%(target)s, %(user)s)"
    return _row(
        bench,
        Write(
            name="like",
            count=200,
            path="/api/v1/posts/{}/like",
            status=200,
            target=lambda _: next(posts),
            body=lambda _: {},
            is_written=lambda user, post, _: Like.objects.filter(post=post, user=user).exists(),
            tables=[Like, Post],
            statements=[f"{insert} ON CONFLICT DO NOTHING", _count(Post, "likes_count", "target")],
        ),
    )


def comment(bench: Bench) -> Row:
    posts = _posts()
    return _row(
        bench,
        Write(
            name="comment",
            count=100,
            path="/api/v1/posts/{}/comments",
            status=201,
            target=lambda _: next(posts),
            body=lambda _: {"text": _TEXT},
            is_written=lambda user, post, answer: Comment.objects.filter(
                pk=answer["id"], post=post, author=user
            ).exists(),
            tables=[Comment, Post],
            statements=[
                _copy_of_any(Comment, id="uuid7()", post_id="%(target)s", author_id="%(user)s",
                             text="%(text)s"),
                _count(Post, "comments_count", "target"),
            ],
        ),
    )  # fmt: skip


def post(bench: Bench) -> Row:
    """Of one photo that is ready, with the way into the timelines of 50 to 100 followers."""
    made = _copy_of_any(Post, id="uuid7()", user_id="%(user)s", caption="%(text)s",
                        shortcode="left(md5(random()::text), 11)")  # fmt: skip
    media = name_of(Media)
    attach = f"UPDATE {media} SET post_id = (SELECT id FROM made) WHERE id = %(target)s"
    return _row(
        bench,
        Write(
            name="post",
            count=60,
            path="/api/v1/posts",
            status=201,
            target=lambda user: make_media(user).pk,
            body=lambda photo: {"media_ids": [str(photo)], "caption": _TEXT},
            is_written=lambda user, photo, answer: Media.objects.filter(
                pk=photo, post=answer["id"], post__author=user, post__state=Post.State.READY
            ).exists(),
            tables=[Post, Media, User],
            statements=[
                f"WITH made AS ({made} RETURNING id) {attach}",
                _count(User, "posts_count", "user"),
            ],
        ),
    )


def _row(bench: Bench, write: Write) -> Row:
    for table in write.tables:
        copy_table(table)
    bench.programs.workers()
    users = viewers(bench.world)
    turns = cycle(zip(users, app_headers(users), strict=True))
    written: list[tuple[User, UUID]] = []

    def requests(count: int) -> list[bytes]:
        chosen = list(islice(turns, count))
        written[:] = [(user, write.target(user)) for user, _ in chosen]
        return [
            load.json_request(write.path.format(target), write.body(target), headers)
            for (_, headers), (_, target) in zip(chosen, written, strict=True)
        ]

    def check(bodies: Mapping[int, bytes]) -> None:
        assert len(bodies) == len(written)
        for number, (user, target) in enumerate(written):
            assert write.is_written(user, target, json.loads(bodies[number]))

    web = bench.programs.web()
    answer = load.ask(web, requests(1)[0])
    check({0: answer})
    bare = bench.programs.serve(
        f"floor-{write.name}",
        "tests.bench.floors.writes:application",
        BENCH_STATEMENTS=json.dumps(write.statements),
        BENCH_ANSWER=answer.decode(),
    )
    return beside(
        write.name,
        bench,
        Stretch(
            web,
            lambda: requests(write.count),
            check,
            status=write.status,
            settle=bench.programs.wait_for_workers,
        ),
        Stretch(
            bare,
            lambda: _floor_requests(write, list(islice(turns, write.count))),
            lambda bodies: None,
        ),
    )


def _floor_requests(write: Write, chosen: Sequence[tuple[User, Mapping[str, str]]]) -> list[bytes]:
    return [
        load.json_request(
            "/", {"user": str(user.pk), "target": str(write.target(user)), "text": _TEXT}, headers
        )
        for user, headers in chosen
    ]


def _posts() -> Iterator[UUID]:
    """Every post, the newest first, and again."""
    return cycle(Post.objects.order_by("-id").values_list("pk", flat=True))


def _count(model: type[Model], column: str, parameter: str) -> str:
    return f"UPDATE {name_of(model)} SET {column} = {column} + 1 WHERE id = %({parameter})s"


def _copy_of_any(model: type[Model], **values: str) -> str:
    """An INSERT of a row with these values, all others as in some row that is there."""
    columns = columns_of(model)
    selected = ", ".join(values.get(column, column) for column in columns)
    table = name_of(model)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {selected} FROM {table} LIMIT 1"
