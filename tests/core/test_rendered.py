"""What is rendered once and kept: in the process, and in Redis for the others of the release."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_django import Settings

from core.web.release import release
from core.web.rendered import RenderedCache
from tests.outages import redis_outage

BODY = b"x" * 100


class Renderer:
    """Makes a body of each key, and counts how often."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, keys: list[str]) -> dict[str, bytes]:
        self.asked += keys
        return {key: BODY + key.encode() for key in keys if key != "gone"}


@pytest.fixture
def cache() -> RenderedCache:
    return RenderedCache("test", max_bytes=1_000)


@pytest.fixture
def render() -> Renderer:
    return Renderer()


@pytest.fixture
def sources(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A tree of code and templates, whose digest is the release."""
    (tmp_path / "templates").mkdir()
    settings.BASE_DIR = tmp_path
    release.cache_clear()
    yield tmp_path
    release.cache_clear()


def test_what_is_kept_is_not_rendered_again(cache: RenderedCache, render: Renderer) -> None:
    for _ in range(3):
        found = cache.get_many(["a", "b", "gone"], render)
        assert found == {"a": BODY + b"a", "b": BODY + b"b"}
    assert render.asked == ["a", "b", *["gone"] * 3]


def test_another_process_finds_it_in_redis(cache: RenderedCache, render: Renderer) -> None:
    cache.get_many(["a"], render)
    other = RenderedCache("test", max_bytes=1_000)
    assert other.get_many(["a"], render) == {"a": BODY + b"a"}
    assert render.asked == ["a"]


def test_another_cache_or_release_does_not(
    cache: RenderedCache, render: Renderer, sources: Path
) -> None:
    cache.get_many(["a"], render)
    RenderedCache("other", max_bytes=1_000).get_many(["a"], render)
    (sources / "templates" / "card.html").write_text("new")
    release.cache_clear()
    RenderedCache("test", max_bytes=1_000).get_many(["a"], render)
    assert render.asked == ["a"] * 3


def test_the_memory_of_a_process_is_bounded_and_the_oldest_goes_first(
    cache: RenderedCache, render: Renderer, tmp_path: Path
) -> None:
    with redis_outage(tmp_path):
        for number in range(100):
            cache.get_many(["first", str(number)], render)
        assert render.asked == ["first", *map(str, range(100))]
        cache.get_many(["99"], render)
        assert len(render.asked) == 101
        cache.get_many(["50"], render)
        assert len(render.asked) == 102


def test_many_threads_render_a_missing_body_once(cache: RenderedCache, render: Renderer) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: cache.get_many(["a"], render), range(40)))
    assert found == [{"a": BODY + b"a"}] * 40
    assert render.asked == ["a"]
