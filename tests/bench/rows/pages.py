"""Pages as HTML: home for people who are logged in, profile and permalink for the anonymous."""

import re
from collections.abc import Callable, Mapping, Sequence

from posts.models import Post
from tests.bench import load
from tests.bench.figures import Row
from tests.bench.measuring import Bench, Stretch, beside
from tests.bench.viewers import VIEWERS, browser_headers, newest_posts, shortcodes_of, viewers

_PERMALINK = re.compile(r'href="/p/([\w-]{11})/"')

Check = Callable[[str], None]


def home(bench: Bench) -> Row:
    """Twenty cards, suggestions, everything."""
    users = viewers(bench.world)
    requests = [load.request("GET", "/", headers) for headers in browser_headers(users)]
    checks = [_shows([post.shortcode for post in newest_posts(each, 20)]) for each in users]
    return _page("home", bench, requests, checks, browser_headers(users[:1])[0])


def profile(bench: Bench) -> Row:
    """Another profile each time, up to 100."""
    users = viewers(bench.world)
    requests = [load.request("GET", f"/{each.username}/") for each in users]
    checks = [_shows(shortcodes_of(each, 20)) for each in users]
    return _page("profile", bench, requests, checks)


def permalink(bench: Bench) -> Row:
    """Another post each time, up to 100, with its comments and more of its author's posts."""
    posts = list(Post.objects.order_by("-id")[:VIEWERS])
    requests = [load.request("GET", f"/p/{each.shortcode}/") for each in posts]
    return _page("permalink", bench, requests, [_is_about(each) for each in posts])


def _page(
    name: str,
    bench: Bench,
    requests: Sequence[bytes],
    checks: Sequence[Check],
    headers: Mapping[str, str] | None = None,
) -> Row:
    """Its floor is a page of it that was answered once, as a constant."""
    web = bench.programs.web()
    page = load.ask(web, requests[0])
    floor = load.request("GET", bench.programs.constant(name, page), headers)

    def check(bodies: Mapping[int, bytes]) -> None:
        for number, body in bodies.items():
            checks[number](body.decode())

    def is_constant(bodies: Mapping[int, bytes]) -> None:
        assert set(bodies.values()) == {page}

    return beside(
        name,
        bench,
        Stretch(web, lambda: requests, check, seconds=bench.seconds),
        Stretch(
            bench.programs.constants(),
            lambda: [floor] * load.CONNECTIONS,
            is_constant,
            seconds=bench.seconds,
        ),
    )


def _shows(shortcodes: Sequence[str]) -> Check:
    """Whether a page links to these posts first, in this order."""

    def check(page: str) -> None:
        found = list(dict.fromkeys(_PERMALINK.findall(page)))
        assert found[: len(shortcodes)] == list(shortcodes)

    return check


def _is_about(post: Post) -> Check:
    def check(page: str) -> None:
        assert str(post.pk) in page
        assert post.caption.partition("#")[0].strip() in page, "the caption is missing"

    return check
