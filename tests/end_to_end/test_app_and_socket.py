"""The main loop from two apps: API and socket, on real processes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.factories import PASSWORD
from tests.media.pictures import CANARY, camera_jpeg, corners_of
from tests.messaging.client import Socket, opened
from tests.processes import Process, Server, wait_until

UPRIGHT = ("red", "lime", "blue", "yellow")
Register = Callable[[str], httpx.Client]


@pytest.fixture
def register(server: Server, worker: Process, beat: Process) -> Iterator[Register]:
    """An app whose user has just registered."""
    with ExitStack() as apps:

        def sign_up(username: str) -> httpx.Client:
            url = f"{server.url}/api/v1"
            app = apps.enter_context(httpx.Client(base_url=url, timeout=20, trust_env=False))
            given = {"username": username, "email": f"{username}@example.org"}
            response = app.post("/auth/register", json={**given, "password": PASSWORD})
            assert response.status_code == 201, response.text
            app.headers["Authorization"] = f"Bearer {response.json()['access']}"
            return app

        yield sign_up


def by_ticket(server: Server, app: httpx.Client) -> str:
    issued = app.post("/realtime/ticket").raise_for_status().json()
    assert issued["expires_in"] == 30
    return f"{server.ws_url}?ticket={issued['ticket']}"


def test_an_app_posts_and_another_is_notified_sees_it_and_likes_it(
    server: Server, register: Register
) -> None:
    alice, bob = register("alice"), register("bob")
    followed = bob.post("/users/alice/follow").raise_for_status()
    assert followed.json() == {"state": "following"}
    assert bob.get("/feed").json()["results"] == []

    with (
        opened(by_ticket(server, alice), headers={}) as alices,
        opened(by_ticket(server, bob), headers={}) as bobs,
    ):
        bobs.settle()
        post = publish(alice)
        assert bobs.next(seconds=40) == {"type": "feed.new", "count": 1}
        [shown] = bob.get("/feed").raise_for_status().json()["results"]
        assert shown["id"] == post["id"]
        assert shown["caption"] == "Harbour at six"
        assert_is_shown_upright(bob, shown["media"][0])
        likes_arrive(alices, bob, post["id"])


def publish(app: httpx.Client) -> dict[str, Any]:
    file = ("harbour.jpg", camera_jpeg(4000, 3000), "image/jpeg")
    uploaded = app.post("/media", files={"file": file}, data={"alt": "A harbour"})
    assert uploaded.status_code == 201, uploaded.text
    media = uploaded.json()
    assert (media["width"], media["height"]) == (3000, 4000)
    body = {"media_ids": [media["id"]], "caption": "Harbour at six"}
    posted = app.post("/posts", json=body, headers={"Idempotency-Key": "the-one"})
    assert posted.status_code == 201, posted.text
    post: dict[str, Any] = posted.json()
    return post


def assert_is_shown_upright(app: httpx.Client, media: dict[str, Any]) -> None:
    assert media["status"] == "ready"
    assert media["alt"] == "A harbour"
    content = app.get(media["urls"]["large"]).raise_for_status().content
    picture = Image.open(BytesIO(content))
    assert (media["width"], media["height"]) == (3000, 4000)
    assert picture.size == (1440, 1920)
    assert corners_of(picture) == UPRIGHT
    assert CANARY.encode() not in content


def likes_arrive(alices: Socket, bob: httpx.Client, post_id: str) -> None:
    alices.send(type="subscribe", posts=[post_id])
    alices.settle()
    liked = bob.post(f"/posts/{post_id}/like").raise_for_status()
    assert liked.json() == {"liked": True, "likes_count": 1}
    counts = {"post_id": post_id, "likes_count": 1, "comments_count": 0}
    wait_until(lambda: alices.next() == {"type": "post.updated", **counts}, what="the like")
