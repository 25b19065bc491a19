"""A post's way into the timelines of 12,000 followers, and what a timeline takes of Redis."""

import json
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from django.db import connection

from accounts.models import User
from deploy.local import interrupts
from social.models import Follow
from tests.bench import load
from tests.bench.figures import Figures, Row
from tests.bench.floors.pushes import push_to_all
from tests.bench.measuring import Bench
from tests.bench.timelines import LENGTH, full_timeline, key_of
from tests.bench.viewers import app_headers
from tests.factories import make_copies, make_media, make_user

FOLLOWERS = 12_000
_ID_BYTES = 16
_AT_ONCE = 1_000
_SAMPLED = 200  # one of so many
_PATIENCE = 120.0


def fanout(bench: Bench) -> Row:
    """From the answer to a post until the last timeline has it; no other work is waiting.

    `per_second` are followers; milliseconds and processor time, the workers' too, are for a post.
    """
    bench.programs.workers()
    star = _star()
    followers = Follow.objects.filter(following=star).values_list("follower", flat=True)
    keys = [key_of(each) for each in sorted(followers)]
    assert len(keys) == FOLLOWERS
    bare_keys = [f"floor:{key}" for key in keys]
    _copy_timeline(bench, full_timeline(bench), [*keys, *bare_keys])
    headers = app_headers([star])[0]
    _post(bench, star, headers, keys)
    pairs = [
        (_push(bench, bare_keys), _post(bench, star, headers, keys)) for _ in range(bench.rounds)
    ]
    bench.programs.redis.delete(*bare_keys)
    return Row.of_rounds("fanout", pairs)


def timeline_bytes(bench: Bench) -> Row:
    """One of 500 posts, in Redis; the floor is the ids alone."""
    taken = bench.programs.redis.memory_usage(full_timeline(bench), samples=0)
    assert taken
    bare = _ID_BYTES * LENGTH
    return Row(
        "timeline-bytes",
        bare / taken,
        None,
        measured=Figures(bytes=taken),
        floor=Figures(bytes=bare),
    )


def _star() -> User:
    """Not a celebrity, as no follow has crossed the line: the posts are pushed."""
    star, fan = make_user("star"), make_user("fan")
    make_copies(fan, FOLLOWERS, id="uuid7()", username="'fan' || n", email="NULL")
    fan.delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO follows (follower_id, following_id) "
            "SELECT id, %s FROM users WHERE username ~ '^fan[0-9]+$'",
            [star.pk],
        )
        cursor.execute("UPDATE users SET followers_count = %s WHERE id = %s", [FOLLOWERS, star.pk])
        cursor.execute("VACUUM ANALYZE users, follows")
    return star


def _copy_timeline(bench: Bench, source: str, keys: Sequence[str]) -> None:
    """Makes their owners active, as if each had read."""
    for start in range(0, len(keys), _AT_ONCE):
        with bench.programs.redis.pipeline(transaction=False) as pipeline:
            for key in keys[start : start + _AT_ONCE]:
                pipeline.copy(source, key, replace=True)
            pipeline.execute()


def _push(bench: Bench, keys: Sequence[str]) -> Figures:
    spent = bench.programs.spent()
    seconds = push_to_all(_redis_socket(), [key.encode() for key in keys], b"x" * _ID_BYTES)
    cpu_ms, _ = spent()
    return _figures(seconds, cpu_ms)


def _post(bench: Bench, star: User, headers: Mapping[str, str], keys: Sequence[str]) -> Figures:
    body = {"media_ids": [str(make_media(star).pk)], "caption": "To all of you."}
    request = load.json_request("/api/v1/posts", body, headers)
    spent = bench.programs.spent()
    answer = json.loads(load.ask(bench.programs.web(), request))
    began = time.perf_counter()
    post_id = UUID(answer["id"]).bytes
    # Some of them, the last by its id among them: to look into all takes as long as to push.
    while _newest(bench, keys[::-_SAMPLED]) != {post_id}:
        assert time.perf_counter() - began < _PATIENCE, "the post is not in all timelines"
        interrupts.sleep(0.001)
    seconds = time.perf_counter() - began
    bench.programs.wait_for_workers()
    cpu_ms, _ = spent()
    assert _newest(bench, keys) == {post_id}
    return _figures(seconds, cpu_ms)


def _newest(bench: Bench, keys: Sequence[str]) -> set[bytes]:
    """The first elements of these timelines."""
    with bench.programs.redis.pipeline(transaction=False) as pipeline:
        for key in keys:
            pipeline.lindex(key, 0)
        return set(pipeline.execute())


def _figures(seconds: float, cpu_ms: float) -> Figures:
    return Figures(FOLLOWERS / seconds, p50=seconds * 1000, cpu_ms=cpu_ms, requests=1)


def _redis_socket() -> Path:
    return Path(urlsplit(os.environ["REDIS_URL"]).path)
