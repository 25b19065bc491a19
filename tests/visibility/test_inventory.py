"""Every route and every frame is in the permission matrix, and the matrix is right."""

import ast
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from inspect import getsource
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from config.subscribers import LIVE_EVENTS
from messaging import consumers, frames
from tests.factories import make_media
from tests.visibility.entry_points import ENTRY_POINTS, LIVE_ENTRY_POINTS
from tests.visibility.entry_points.base import PARAMETER
from tests.visibility.matrix import (
    BEARER,
    EVERYONE,
    FRAMES,
    LIVE_EVENTS_SHOW,
    LOGGED_IN,
    NO_ONE,
    NOT_CHECKED,
    OTHER_EVENTS,
    POSTS,
    ROUTES,
    STAFF,
    Row,
)
from tests.visibility.rolled_back import rolled_back
from tests.visibility.world import TAG, World

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put", "patch", "delete")


def test_every_route_is_in_the_matrix() -> None:
    missing = routes() - {row.route for row in ROUTES}
    assert not missing, f"Add to tests/visibility/matrix.py who may request {sorted(missing)}."


def test_every_row_of_the_matrix_is_a_route() -> None:
    gone = {row.route for row in ROUTES} - routes()
    assert not gone, f"Remove these routes from matrix.py, they do not exist: {sorted(gone)}"


def test_every_route_has_one_row() -> None:
    names = [row.route for row in ROUTES]
    assert sorted(names) == sorted(set(names))


def test_every_route_that_shows_posts_is_checked_against_the_oracle() -> None:
    showing = {row.route for row in ROUTES if row.shows == POSTS} - NOT_CHECKED
    tested = {entry_point.route for entry_point in ENTRY_POINTS}
    assert not showing - tested, f"Add them to tests/visibility/entry_points: {showing - tested}"
    assert not tested - showing, f"The matrix says that these show no post: {tested - showing}"


def test_every_frame_and_live_event_is_in_the_matrix() -> None:
    assert set(FRAMES) == frames_of_clients()
    assert set(LIVE_EVENTS_SHOW) == set(LIVE_EVENTS)
    assert set(OTHER_EVENTS) == events_of_its_own()


def test_every_frame_and_live_event_about_posts_is_checked_against_the_oracle() -> None:
    showing = {name for name, shows in (FRAMES | LIVE_EVENTS_SHOW).items() if shows == POSTS}
    assert showing == {entry_point.name for entry_point in LIVE_ENTRY_POINTS}


def test_a_new_route_would_be_noticed() -> None:
    assert {"p/<slug:key>/", "api/v1/feed", "admin/", "", "<str:username>/"} <= routes()
    assert "admin/accounts/user/" not in routes()


@pytest.mark.parametrize("method", METHODS)
def test_anonymous_access_matches_the_matrix(method: str, public: World) -> None:
    is_right = partial(is_right_for_the_anonymous, method)
    found = list(wrong(public, "anonymous", method, is_right))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("method", METHODS)
def test_a_strangers_access_matches_the_matrix(method: str, public: World) -> None:
    """Of things that the author owns they find nothing, and change nothing."""
    is_right = partial(is_right_for_a_stranger, method)
    found = list(wrong(public, "stranger", method, is_right))
    assert not found, "\n".join(found)


def is_right_for_the_anonymous(method: str, row: Row, answer: Any, written: bool) -> bool:
    who = row.reads if method == "get" else row.writes
    if who == EVERYONE:
        return not is_refusal(answer)
    if who == STAFF:
        return leads_to_login(answer)
    refused = is_refusal(answer) or answer.status_code == 405
    is_missing = who == NO_ONE and answer.status_code == 404
    return (refused or is_missing) and not written


def is_right_for_a_stranger(method: str, row: Row, answer: Any, written: bool) -> bool:
    who = row.reads if method == "get" else row.writes
    if who in {EVERYONE, LOGGED_IN}:
        return not is_refusal(answer)
    if who == STAFF:
        return leads_to_login(answer) or answer.status_code == 403
    refused = answer.status_code in {403, 404, 405} or (who == BEARER and is_refusal(answer))
    return refused and not written


def wrong(
    world: World, kind: str, method: str, is_right: Callable[[Row, Any, bool], bool]
) -> Iterator[str]:
    names = things_of_the_author(world)
    viewer = world.viewers[kind]
    for row in ROUTES:
        path = "/" + PARAMETER.sub("{}", row.route)
        path = path.format(*(names[name] for name in PARAMETER.findall(row.route)))
        client = viewer.app if row.route.startswith("api/") else viewer.browser
        cookies = deepcopy(client.cookies)
        with rolled_back() as written:
            answer = getattr(client, method)(path)
        # Some of these routes sign the browser out.
        client.cookies = cookies
        if answer.status_code >= 500 or not is_right(row, answer, bool(written)):
            yield f"{method} {row.route}: {answer.status_code}, written: {written}; {row}"


def is_refusal(answer: Any) -> bool:
    return answer.status_code == 401 or leads_to_login(answer)


def leads_to_login(answer: Any) -> bool:
    return answer.status_code == 302 and "/login/?" in answer["Location"]


def things_of_the_author(world: World) -> dict[str, Any]:
    shown = world.posts[0]
    return {
        "key": shown.post.shortcode,
        "comment_id": shown.comment.pk,
        "username": world.author.username,
        "name": TAG,
        "collection_id": world.collections["author"].pk,
        "conversation_id": world.conversations["author"].pk,
        "message_id": world.conversations["author"].messages.values_list("id", flat=True)[0],
        "media_id": make_media(world.author).pk,
        "session_id": world.author.sessions.values_list("pk", flat=True)[0],
        "passkey_id": 1,
        "token": uuid4().hex,
        "anything": "nothing",
    }


def routes() -> set[str]:
    return set(_below(get_resolver("config.urls"), ""))


def _below(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        path = f"{prefix}{each.pattern}"
        if isinstance(each, URLPattern):
            yield path
        elif each.app_name == "admin":
            # Django's own, all behind one check; what it registers is ours to choose.
            assert each.url_patterns == admin.site.urls[0] or each.namespace == admin.site.name
            yield path
        else:
            yield from _below(each, path)


def frames_of_clients() -> set[str]:
    tree = ast.parse(getsource(frames.parse_frame))
    cases = [node.pattern for node in ast.walk(tree) if isinstance(node, ast.match_case)]
    values = [case.value for case in cases if isinstance(case, ast.MatchValue)]
    return {str(value.value) for value in values if isinstance(value, ast.Constant)}


def events_of_its_own() -> set[str]:
    """Events that the consumer sends itself: dictionaries with a type other than ASGI's."""
    found = re.findall(r'"type": "([\w.]+)"', getsource(consumers))
    return {name for name in found if not name.startswith("websocket.")}
