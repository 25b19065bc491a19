"""Real pages in Debian's chromium, on the real server: `pytest tests/browser -n 2`.

Playwright's loop counts as running in this thread for as long as Playwright lives, which Django
takes for asynchronous code. It is not: see DJANGO_ALLOW_ASYNC_UNSAFE. Playwright starts before the
database is set up and ends after, so that all of it happens on one side (Django keeps connections
by it).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from accounts.models import User
from tests.browser.gallery import StoredPictures, store_pictures
from tests.browser.problems import Problems
from tests.factories import login_cookie
from tests.processes import Process, Server, Site, start_site

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync"
    " --disable-background-networking --disable-component-update"
)
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS.split()
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def django_db_setup(chromium: Browser, django_db_setup: None) -> None:
    """The database after the browser; see above."""


@pytest.fixture(scope="session")
def shared_server(django_db_setup: None) -> Iterator[list[Site]]:
    """Django's guard stays on where real asynchronous code runs."""
    server = start_site(DJANGO_ALLOW_ASYNC_UNSAFE="")
    yield [server]
    server.stop()


@pytest.fixture(scope="session")
def stored_pictures(django_db_setup: None) -> Iterator[StoredPictures]:
    """Two pictures that really lie in the store, for posts that were not made by the worker."""
    with store_pictures() as stored_pictures:
        yield stored_pictures


@pytest.fixture
def processing(worker: Process, beat: Process) -> None:
    """A worker renders photos and notifies followers."""


@pytest.fixture
def problems() -> Iterator[Problems]:
    """What the browsers complained of. A test that provokes it calls `problems.expect(...)`."""
    problems = Problems()
    yield problems
    assert problems.unexpected == []


@pytest.fixture
def open_page(chromium: Browser, server: Server, problems: Problems) -> Iterator[OpenPage]:
    """A page in a browser of its own, where `user` is logged in: `open_page(bob)`."""
    with ExitStack() as stack:

        def open_(user: User | None = None, **options: Any) -> Page:
            options = {"base_url": server.url, "locale": "en", **options}
            context = chromium.new_context(**options)
            stack.callback(context.close)
            if user:
                context.add_cookies([session_of(user, options["base_url"])])
            page = context.new_page()
            problems.listen_to(page)
            return page

        yield open_


def session_of(user: User, url: str) -> Any:
    return {"name": settings.SESSION_COOKIE_NAME, "value": login_cookie(user), "url": url}
