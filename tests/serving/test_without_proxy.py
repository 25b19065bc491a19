"""A machine that there is no Caddy for: granian at the site's address, daphne at a port beside."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

import httpx
import pytest

from accounts.models import User
from core.media.store import MediaStore
from deploy.local import binaries, interrupts
from deploy.local.address import Address
from deploy.local.children import Children
from deploy.local.errors import UserError
from deploy.local.home import Home
from deploy.local.site import Site
from tests.factories import access_token_of, make_post
from tests.local.conftest import home as home  # noqa: PLC0414 - the fixture
from tests.messaging.client import opened
from tests.posts.media_files.serving import CONTENT, save_file
from tests.processes import free_port, ours
from tests.responses import error_of


@dataclass
class Served:
    url: str
    warning: str
    """What `up` says is missing."""


@pytest.fixture(autouse=True)
def _no_caddy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "find_caddy", lambda: None)


@pytest.fixture
def served(home: Home, transactional_db: None) -> Iterator[Served]:
    address = Address("127.0.0.1", free_port())
    site, children = Site(home, address), Children(home)
    assert site.proxy is None
    env = {**os.environ, **site.env, **ours()}
    try:
        for program in site.servers:
            children.start(program, env)
        answers = interrupts.wait_uninterrupted(lambda: address.get("/healthz")[0] == 200, 60)
        assert answers, children.running[0].log.read_text()
        yield Served(address.url, site.without_proxy)
    finally:
        children.stop()


@pytest.fixture
def photo(alice: User) -> Iterator[str]:
    media = make_post(alice).media.get()
    yield save_file(media)
    MediaStore().delete_renditions(media.folder)


def test_pages_photos_and_the_websocket_work_within_the_same_limits(
    photo: str, alice: User, served: Served
) -> None:
    token = {"Authorization": f"Bearer {access_token_of(alice)}"}
    with httpx.Client(base_url=served.url, timeout=30, trust_env=False) as client:
        page = client.get("/alice/")
        assert page.status_code == 200
        assert photo in page.text
        assert client.get(photo).content == CONTENT

        large = client.post("/api/v1/auth/login", content=repeat(b"x" * 100_000, 20))
        assert error_of(large, 413)["code"] == "too_large"

    said = re.search(r"the websocket is at port (\d+)", served.warning)
    assert said
    with opened(f"ws://127.0.0.1:{said[1]}/ws/", headers=token) as socket:
        socket.answers()


def test_https_is_refused(home: Home) -> None:
    with pytest.raises(UserError, match="needs Caddy"):
        Site(home, Address("127.0.0.1", free_port(), https=True))
