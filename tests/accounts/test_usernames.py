"""Reserved usernames: the first segments of the site's own paths."""

from collections.abc import Iterable, Iterator
from os import listdir

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from accounts.models import User
from accounts.validation.usernames import (
    RESERVED,
    is_reserved,
    is_username,
    normalise,
    validate_username,
)
from messaging.routing import PATH as SOCKET

Routes = Iterable[URLPattern | URLResolver]

# Served in front of Django, or requested at the root by browsers and crawlers.
OUTSIDE = {"static", "media", "robots.txt", "sitemap.xml", "sw.js"}
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
    return {each for each in segments if is_username(each) and not is_reserved(each)}


def test_every_first_segment_of_the_site_is_reserved() -> None:
    segments = set(first_segments(get_resolver().url_patterns))
    assert {"accounts", "api", "admin", "p", "create", "healthz"} <= segments
    assert missing(segments) == set()


def test_every_segment_outside_the_urlconf_is_reserved() -> None:
    assert (
        missing({*OUTSIDE, *PAGES, *listdir(settings.WHITENOISE_ROOT), SOCKET.split("/")[0]})
        == set()
    )


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


@pytest.mark.parametrize(
    "name",
    [
        *("ads.txt", "humans.txt", "llms.txt", "security.txt", "crossdomain.xml", "favicon.ico"),
        *("index.html", "index.php", "manifest.json", "favicon.png", "postmaster", "abuse"),
        *("webmaster", "noreply", "no.reply", "do_not_reply", "mod", "_mod_", "ad.min", "everyone"),
        *("all", "here", "null", "instapro_support", "Insta.Pro"),
    ],
)
def test_names_of_files_and_roles_are_refused_however_they_are_written(name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_username(name)
    assert refusal.value.code == "username_taken"


@pytest.mark.parametrize("name", ["modern", "teamwork", "txt", "a.txtx", "apple", "john.js"])
def test_names_that_only_look_alike_are_valid(name: str) -> None:
    validate_username(name)


@pytest.mark.parametrize("name", ["a", "a" * 30, "a.b_c", "_", "__", "0", "user1", "well_known"])
def test_valid_names(name: str) -> None:
    validate_username(name)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Alice", "ALICE", "al-ice", "", "ａｌｉｃｅ"])
def test_the_table_accepts_only_normalised_names(name: str) -> None:
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(username=name, email="a@example.org")])
