"""The home timeline by the API, 20 posts: with a timeline in Redis, without, and below its end."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote
from uuid import UUID

from accounts.models import User
from core.pagination import Cursor
from social.models import Celebrity
from tests.bench import load
from tests.bench.figures import Row
from tests.bench.floors import feed as floor
from tests.bench.measuring import Bench, Stretch, beside
from tests.bench.timelines import LENGTH
from tests.bench.viewers import Shown, app_headers, newest_posts, viewers

_PATH = "/api/v1/feed"
_COLD = 40  # requests in a round


def feed(bench: Bench) -> Row:
    """Likes and saves exact, known likers named; the same viewers again and again."""
    return beside("feed", bench, *_stretches(bench))


def feed_cold(bench: Bench) -> Row:
    """Each viewer once in a round, without a timeline in Redis; one request at a time."""
    measured, bare = _stretches(bench)
    requests = measured.requests()[:_COLD]

    def forget() -> Sequence[bytes]:
        assert _forget_timelines(bench), "no timeline was kept since the last round"
        return requests

    cold = replace(measured, requests=forget, seconds=None, connections=1)
    return beside("feed-cold", bench, cold, replace(bare, connections=1))


def feed_celebrities(bench: Bench) -> Row:
    """One author in ten is a celebrity: each viewer pulls the timelines of about seven."""
    users = User.objects.filter(username__regex="0$", followers_count__gt=0)
    Celebrity.objects.bulk_create(Celebrity(user=each, is_pushed=False) for each in users)
    _forget_timelines(bench)
    row = beside("feed-celebrities", bench, *_stretches(bench))
    assert list(bench.programs.redis.scan_iter("author:*", count=10_000)), "nothing was pulled"
    Celebrity.objects.all().delete()
    _forget_timelines(bench)
    return row


def _forget_timelines(bench: Bench) -> bool:
    """Whether there were any."""
    keys = list(bench.programs.redis.scan_iter("timeline:*", count=10_000))
    return bool(keys and bench.programs.redis.delete(*keys))


def feed_seam(bench: Bench) -> Row:
    """The page that begins with the last posts of the list in Redis, and goes on in PostgreSQL."""
    return beside("feed-seam", bench, *_stretches(bench, above=LENGTH - 10))


def _stretches(bench: Bench, *, above: int = 0) -> tuple[Stretch, Stretch]:
    """The page below the newest `above` posts, and a floor that has its posts' bytes."""
    users = viewers(bench.world)
    newest = [newest_posts(each, above + 20) for each in users]
    paths = [_path(posts[above - 1] if above else None) for posts in newest]
    headers = app_headers(users)
    requests = [load.request("GET", path, each) for path, each in zip(paths, headers, strict=True)]
    expected = [[_expected(post) for post in posts[above:]] for posts in newest]

    def check(bodies: Mapping[int, bytes]) -> None:
        for number, body in bodies.items():
            shown = [_shown(post) for post in json.loads(body)["results"]]
            assert shown == expected[number], f"the feed of viewer {number} is not exact"

    web = bench.programs.web()
    first = load.send(web, requests).bodies
    check(first)
    floor.fill([_posts(first[number]) for number in range(len(users))])
    bare = Stretch(
        bench.programs.serve("floor-feed", "tests.bench.floors.feed:application"),
        lambda: [load.request("GET", f"/{number}") for number in range(len(users))],
        lambda bodies: _require_same_size(first, bodies),
        seconds=bench.seconds,
    )
    return Stretch(web, lambda: requests, check, seconds=bench.seconds), bare


def _path(last: Shown | None) -> str:
    return f"{_PATH}?cursor={quote(str(Cursor(last.id)))}" if last else _PATH


def _require_same_size(first: Mapping[int, bytes], bodies: Mapping[int, bytes]) -> None:
    """Within two percent: the floor gives everyone the same bytes of a post, without `next`."""
    for number, body in bodies.items():
        assert abs(len(body) / len(first[number]) - 1) < 0.02, f"{len(body)} bytes"


def _expected(post: Shown) -> tuple[Any, ...]:
    counts = (post.likes_count, post.comments_count)
    return (str(post.id), *counts, post.liked, post.saved, min(2, post.known_likers))


def _shown(post: Mapping[str, Any]) -> tuple[Any, ...]:
    counts = (post["likes_count"], post["comments_count"])
    return (post["id"], *counts, post["liked"], post["saved"], len(post["liked_by"]))


def _posts(body: bytes) -> list[tuple[bytes, bytes]]:
    """The posts of a page, each with its id, written as the API writes them."""
    results: list[dict[str, Any]] = json.loads(body)["results"]
    return [(UUID(each["id"]).bytes, _json(each)) for each in results]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
