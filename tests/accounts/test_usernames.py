"""Reserved usernames: the first segments of the site's own paths."""

from collections.abc import Iterable, Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from accounts.models import User
from accounts.validation.usernames import RESERVED, is_username, normalise, validate_username
from messaging.routing import PATH as SOCKET

Routes = Iterable[URLPattern | URLResolver]

# Served in front of Django, or requested at the root by browsers and crawlers.
OUTSIDE = {"static", "media", "favicon.ico", "robots.txt", "sitemap.xml", "sw.js"}
# Of the contract's pages, also those to come.
PAGES = {
    "healthz", "readyz", "metrics", "api", "manifest.webmanifest", ".well-known", "explore",
    "search", "create", "p", "stories", "direct", "notifications", "tags", "accounts", "admin",
}  # fmt: skip


def first_segments(routes: Routes) -> Iterator[str]:
    """What the addresses of `routes` begin with, but for those that begin with a parameter."""
    for route in routes:
        first, slash, _rest = str(route.pattern).partition("/")
        if "<" in first:
            continue
        if isinstance(route, URLResolver) and not slash:
            yield from (first + segment for segment in first_segments(route.url_patterns))
        elif first:
            yield first


def missing(segments: Iterable[str]) -> set[str]:
    return {segment for segment in segments if is_username(segment)} - RESERVED


def test_every_first_segment_of_the_site_is_reserved() -> None:
    segments = set(first_segments(get_resolver().url_patterns))
    assert {"accounts", "api", "admin", "p", "create", "healthz"} <= segments
    assert missing(segments) == set()


def test_every_segment_outside_the_urlconf_is_reserved() -> None:
    assert missing({*OUTSIDE, *PAGES, SOCKET.split("/")[0]}) == set()


def test_a_new_segment_would_be_noticed() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    inner = [path("cellar/wine", view), path("attic", view), path("<str:username>/", view)]
    routes: Routes = [path("", include(inner)), path("kitchen/", include(inner)), path("", view)]
    assert missing(first_segments(routes)) == {"cellar", "attic", "kitchen"}


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_reserved_names_are_refused(name: str) -> None:
    assert name == normalise(name)
    with pytest.raises(ValidationError) as refusal:
        validate_username(name.upper())
    assert refusal.value.code in {"username_taken", "invalid_username"}


@pytest.mark.parametrize("name", ["a", "a" * 30, "a.b_c", "_", "__", "0", "user1", "well_known"])
def test_valid_names(name: str) -> None:
    validate_username(name)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Alice", "ALICE", "al-ice", "", "ａｌｉｃｅ"])
def test_the_table_accepts_only_normalised_names(name: str) -> None:
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(username=name, email="a@example.org")])
