"""Logged out, suspended, deleted: open sockets close with 4401, on real processes."""

from collections.abc import Callable
from itertools import chain
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from accounts.services import suspend_user
from accounts.services.leaving import delete_account
from accounts.services.sessions import end_session, start_session
from messaging.sockets.close_codes import LOGGED_OUT
from messaging.tickets import issue_ticket
from tests.factories import PASSWORD
from tests.messaging.client import Socket
from tests.messaging.conftest import OpenSocket
from tests.processes import Process, Server

ClientOf = Callable[[User], Client]


@pytest.fixture
def ways_in(
    alice: User, open_socket: OpenSocket, client_of: ClientOf
) -> Callable[[], list[Socket]]:
    """A socket by bearer, one by ticket and one by cookie, each of a session of its own."""

    def open_all() -> list[Socket]:
        ticket = issue_ticket(session_id=start_session(user=alice).session.pk)
        name = settings.SESSION_COOKIE_NAME
        cookie = f"{name}={client_of(alice).cookies[name].value}"
        sockets = [
            open_socket(alice),
            open_socket(query=f"?ticket={ticket}"),
            open_socket(Cookie=cookie),
        ]
        for socket in sockets:
            socket.settle()
        return sockets

    return open_all


@pytest.mark.parametrize("cause", ["suspended", "deleted"])
def test_a_suspended_or_deleted_user_loses_every_socket(
    alice: User,
    bob: User,
    ways_in: Callable[[], list[Socket]],
    open_socket: OpenSocket,
    deliver: Callable[[], None],
    cause: str,
) -> None:
    sockets, bobs = ways_in(), open_socket(bob)
    bobs.settle()
    if cause == "suspended":
        suspend_user(user=alice)
    else:
        delete_account(user=alice, password=PASSWORD)
    deliver()
    assert [socket.close_code() for socket in sockets] == [LOGGED_OUT] * 3
    bobs.settle()


def test_logging_out_over_http_closes_the_sockets_of_that_session_only(
    alice: User, open_socket: OpenSocket, server: Server, worker: Process
) -> None:
    here, there = start_session(user=alice), start_session(user=alice)
    sockets = {
        each.session.pk: [
            open_socket(Authorization=f"Bearer {each.access}"),
            open_socket(query=f"?ticket={issue_ticket(session_id=each.session.pk)}"),
        ]
        for each in (here, there)
    }
    for socket in chain(*sockets.values()):
        socket.settle()
    response = call(server, "/auth/logout", here.access)
    assert response.status_code == 204
    assert [socket.close_code() for socket in sockets[here.session.pk]] == [LOGGED_OUT] * 2
    for socket in sockets[there.session.pk]:
        socket.settle()


def test_a_new_password_closes_all_sockets_but_the_current_sessions(
    alice: User,
    ways_in: Callable[[], list[Socket]],
    open_socket: OpenSocket,
    server: Server,
    worker: Process,
) -> None:
    here = start_session(user=alice)
    own = open_socket(Authorization=f"Bearer {here.access}")
    others = ways_in()
    own.settle()
    body = {"current_password": PASSWORD, "new_password": "another-horse-battery"}
    assert call(server, "/auth/password/change", here.access, body).status_code == 204
    assert [socket.close_code() for socket in others] == [LOGGED_OUT] * 3
    own.settle()


def test_sockets_close_within_ten_seconds_without_an_event(
    alice: User, ways_in: Callable[[], list[Socket]], open_socket: OpenSocket
) -> None:
    """No worker runs, nothing is delivered; the client gives up after ten seconds."""
    stays = start_session(user=alice)
    own = open_socket(Authorization=f"Bearer {stays.access}")
    sockets = ways_in()
    own.settle()
    for session in alice.sessions.exclude(pk=stays.session.pk):
        end_session(session=session)
    assert [socket.close_code() for socket in sockets] == [LOGGED_OUT] * 3
    own.settle()


def call(server: Server, path: str, access: str, body: Any = None) -> httpx.Response:
    bearer = {"Authorization": f"Bearer {access}"}
    url = f"{server.url}/api/v1{path}"
    return httpx.post(url, headers=bearer, json=body or {}, trust_env=False, timeout=20)
