"""A socket ends with its session: when it is announced, and when the announcement got lost."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from accounts.models import Session, User
from accounts.selectors import active_session_ids
from accounts.services.sessions import end_session, start_session
from core.live.events import publish, user_group
from messaging.sockets import session_watch
from messaging.sockets.asgi import in_thread
from messaging.sockets.session_watch import SessionWatch
from tests.messaging.in_process import (
    hangs_up,
    is_closed_as_logged_out,
    opened,
    responses,
    scope_of,
)
from tests.processes import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


@pytest.fixture
def frequent_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check every few milliseconds."""
    monkeypatch.setattr(session_watch, "CHECK_SECONDS", 0.05)


@pytest.fixture
def no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only an event closes a socket."""
    monkeypatch.setattr(session_watch, "CHECK_SECONDS", 3600.0)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[set[UUID]]:
    """What each round has checked about."""
    seen: list[set[UUID]] = []

    def watched(*, session_ids: Iterable[UUID]) -> set[UUID]:
        seen.append(set(session_ids))
        return active_session_ids(session_ids=session_ids)

    monkeypatch.setattr(session_watch, "active_session_ids", watched)
    return seen


@pytest.fixture
def here(alice: User) -> Session:
    return start_session(user=alice).session


@pytest.fixture
def there(alice: User) -> Session:
    return start_session(user=alice).session


def end(session: Session) -> None:
    end_session(session=session)


@pytest.mark.usefixtures("no_checks")
async def test_an_announced_end_closes_the_sockets_of_that_session_and_no_other(
    alice: User, here: Session, there: Session
) -> None:
    scopes = [await in_thread(scope_of, each) for each in (here, there, there)]
    stays, *ends = [await opened(scope) for scope in scopes]
    for socket in (stays, *ends):
        await responses(socket)
    await in_thread(end, there)
    await in_thread(publish, user_group(alice.pk), {"type": "session.ended"})
    for socket in ends:
        await is_closed_as_logged_out(socket)
    await responses(stays)
    await hangs_up(stays)


@pytest.mark.usefixtures("frequent_checks")
async def test_an_end_whose_announcement_got_lost_is_noticed(here: Session, there: Session) -> None:
    stays, ends = [await opened(await in_thread(scope_of, each)) for each in (here, there)]
    await in_thread(end, there)
    await is_closed_as_logged_out(ends)
    await responses(stays)
    await hangs_up(stays)


@pytest.mark.usefixtures("frequent_checks")
@pytest.mark.parametrize("state", ["suspended", "away", "deleted"])
async def test_suspended_deactivated_and_deleted_users_are_noticed(
    alice: User, here: Session, state: str
) -> None:
    socket = await opened(await in_thread(scope_of, here))
    await responses(socket)
    people = User.objects.filter(pk=alice.pk)
    if state == "deleted":
        await in_thread(people.delete)
    elif state == "away":
        await in_thread(lambda: people.update(deactivated_at="2026-01-01T00:00:00Z"))
    else:
        await in_thread(lambda: people.update(is_active=False))
    await is_closed_as_logged_out(socket)


@pytest.fixture
def browser(alice: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(alice)


@pytest.mark.usefixtures("frequent_checks")
async def test_the_session_of_a_browser_is_watched_too(browser: Client) -> None:
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={browser.cookies[name].value}".encode()
    scope: dict[str, Any] = {
        "type": "websocket", "path": "/ws/",
        "headers": [(b"host", b"testserver"), (b"cookie", cookie)],
        "query_string": b"",
    }  # fmt: skip
    socket = await opened(scope)
    await responses(socket)
    await in_thread(lambda: end(Session.objects.get()))
    await is_closed_as_logged_out(socket)


@pytest.mark.usefixtures("frequent_checks")
async def test_one_query_serves_all_sockets(
    here: Session, there: Session, checked: list[set[UUID]]
) -> None:
    sessions = [here, there] * 10
    sockets = [await opened(await in_thread(scope_of, each)) for each in sessions]
    for socket in sockets:
        await responses(socket)
    rounds = len(checked)
    await in_thread(wait_until, lambda: len(checked) > rounds + 2)
    assert checked[-1] == {here.pk, there.pk}
    for socket in sockets:
        await hangs_up(socket)
    assert session_watch.session_watch().is_idle


@pytest.mark.usefixtures("frequent_checks")
async def test_a_short_database_outage_signs_no_one_out(
    here: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[None] = []

    def fail(*, session_ids: Iterable[UUID]) -> set[UUID]:
        failures.append(None)
        raise OperationalError("away")

    with monkeypatch.context() as patch:
        patch.setattr(session_watch, "active_session_ids", fail)
        socket = await opened(await in_thread(scope_of, here))
        await in_thread(wait_until, lambda: len(failures) > 2)
    await responses(socket)
    await in_thread(end, here)
    await is_closed_as_logged_out(socket)


@pytest.mark.usefixtures("frequent_checks")
async def test_closed_sockets_leave_nothing_behind(here: Session, there: Session) -> None:
    watch = SessionWatch()
    waiting = [asyncio.create_task(watch.wait_for_end(here.pk)) for _ in range(20)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert watch.is_idle
    again = asyncio.create_task(watch.wait_for_end(there.pk))
    await in_thread(end, there)
    await asyncio.wait_for(again, 5)
    assert watch.is_idle
