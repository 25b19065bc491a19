"""Who may open a socket, and how they authenticate."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db.models.functions import Now
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient
from websockets.exceptions import InvalidStatus

from accounts.models import User
from accounts.services.sessions import end_session, start_session
from core.redis import durable
from messaging.sockets.close_codes import LOGGED_OUT
from messaging.sockets.origins import is_allowed_origin
from messaging.tickets import issue_ticket, redeem_ticket
from tests.messaging.client import opened
from tests.messaging.conftest import OpenSocket
from tests.processes import Server, wait_until


def cookie_of(client: Client) -> str:
    name = django_settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def test_without_credentials_the_socket_closes_with_4401(open_socket: OpenSocket) -> None:
    assert open_socket().close_code() == LOGGED_OUT


def test_a_bearer_token_opens_the_socket(alice: User, open_socket: OpenSocket) -> None:
    open_socket(alice).settle()


def test_a_session_cookie_opens_the_socket(
    alice: User, open_socket: OpenSocket, client_of: Callable[[User], Client]
) -> None:
    open_socket(Cookie=cookie_of(client_of(alice))).settle()


def test_a_logged_out_session_opens_no_socket(
    alice: User, open_socket: OpenSocket, client_of: Callable[[User], Client]
) -> None:
    client = client_of(alice)
    cookie = cookie_of(client)
    open_socket(Cookie=cookie).settle()
    client.session.flush()
    assert open_socket(Cookie=cookie).close_code() == LOGGED_OUT


def test_a_ticket_opens_one_socket(
    alice: User, open_socket: OpenSocket, api_of: Callable[[User], APIClient]
) -> None:
    response = api_of(alice).post("/api/v1/realtime/ticket")
    assert response.status_code == 200
    assert response.json()["expires_in"] == 30
    query = f"?ticket={response.json()['ticket']}"
    open_socket(query=query).settle()
    assert open_socket(query=query).close_code() == LOGGED_OUT


def test_anonymous_clients_get_no_ticket() -> None:
    assert APIClient().post("/api/v1/realtime/ticket").status_code == 401


@pytest.mark.django_db
def test_a_ticket_expires_after_30_seconds_and_is_stored_hashed(alice: User) -> None:
    ticket = issue_ticket(session_id=start_session(user=alice).session.pk)
    (key,) = durable().keys("*ticket*")
    assert 0 < durable().pttl(key) <= 30_000
    assert ticket.encode() not in key
    durable().pexpire(key, 1)
    wait_until(lambda: not durable().exists(key))
    assert redeem_ticket(ticket) is None


@pytest.mark.parametrize(
    "query", ["?ticket=", "?ticket=nonsense", "?ticket=%00%ff", f"?ticket={'x' * 4000}", "?ticket"]
)
def test_a_bad_ticket_opens_no_socket(query: str, open_socket: OpenSocket) -> None:
    assert open_socket(query=query).close_code() == LOGGED_OUT


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "\xff"])
def test_a_bad_bearer_token_is_refused_in_spite_of_a_good_cookie(
    token: str, alice: User, open_socket: OpenSocket, client_of: Callable[[User], Client]
) -> None:
    cookie = cookie_of(client_of(alice))
    socket = open_socket(Authorization=f"Bearer {token}", Cookie=cookie)
    assert socket.close_code() == LOGGED_OUT


def test_a_bearer_token_takes_precedence_over_a_cookie(
    alice: User, bob: User, open_socket: OpenSocket, client_of: Callable[[User], Client]
) -> None:
    """bob's token is ended, alice's cookie is good: the token decides."""
    token = start_session(user=bob).access
    bob.sessions.all().delete()
    socket = open_socket(Authorization=f"Bearer {token}", Cookie=cookie_of(client_of(alice)))
    assert socket.close_code() == LOGGED_OUT


def test_a_ticket_ends_with_its_session(alice: User, open_socket: OpenSocket) -> None:
    there = start_session(user=alice).session
    tickets = [issue_ticket(session_id=there.pk) for _ in range(2)]
    open_socket(query=f"?ticket={tickets[0]}").settle()
    end_session(session=there)
    assert open_socket(query=f"?ticket={tickets[1]}").close_code() == LOGGED_OUT


@pytest.mark.parametrize("state", [{"is_active": False}, {"deactivated_at": Now()}])
def test_a_suspended_or_deactivated_user_gets_no_socket(
    alice: User, open_socket: OpenSocket, state: dict[str, Any]
) -> None:
    ticket = issue_ticket(session_id=start_session(user=alice).session.pk)
    User.objects.filter(pk=alice.pk).update(**state)
    assert open_socket(alice).close_code() == LOGGED_OUT
    assert open_socket(query=f"?ticket={ticket}").close_code() == LOGGED_OUT


def test_our_own_pages_may_open_a_socket(
    alice: User, open_socket: OpenSocket, server: Server
) -> None:
    open_socket(alice, origin=server.url).settle()


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://127.0.0.1:1", "http://127.0.0.1", "null", "file://", "", "["],
)
def test_a_foreign_page_is_refused_at_the_handshake(
    origin: str, alice: User, open_socket: OpenSocket
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        open_socket(alice, Origin=origin)
    # Those that have no host, autobahn refuses before us, with a 400.
    assert refused.value.response.status_code in {400, 403}


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://app.example.com", True),
        ("HTTPS://App.Example.com", True),
        ("http://app.example.com", False),
        ("https://app.example.com:444", False),
        ("https://app.example.com.evil.org", False),
        ("https://a.b.example.net", True),
        ("https://example.net.evil.org", False),
        ("http://a.example.net", False),
        ("http://host:8000", True),
        ("https://host:8000", True),
        ("ftp://host:8000", False),
        ("host:8000", False),
        ("http://host", False),
        ("http://host:8000@evil.org", False),
        ("https://[", False),
    ],
)
def test_own_and_trusted_origins_are_allowed(
    origin: str, allowed: bool, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["host"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://app.example.com", "https://*.example.net"]
    headers = [(b"host", b"host:8000"), (b"origin", origin.encode())]
    assert is_allowed_origin({"headers": headers}) is allowed


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("instapro.example", True),
        ("Instapro.Example:443", True),
        ("www.instapro.example", False),
        ("evil.example", False),
        ("instapro.example@evil.example", False),
        ("", False),
        (None, False),
    ],
)
@pytest.mark.parametrize("has_origin", [True, False])
def test_only_the_sites_own_hosts_open_a_socket(
    host: str | None, allowed: bool, has_origin: bool, settings: Settings
) -> None:
    """A name that an attacker points at this server makes its own pages look like ours."""
    settings.ALLOWED_HOSTS = ["instapro.example"]
    headers = [(b"host", host.encode())] if host is not None else []
    if has_origin:
        headers.append((b"origin", f"https://{host}".encode()))
    assert is_allowed_origin({"headers": headers}) is allowed


@pytest.mark.parametrize("path", ["/", "/ws", "/ws/more", "/ws//", "/ws/%00"])
def test_other_paths_are_refused_at_the_handshake(path: str, alice: User, server: Server) -> None:
    url = server.ws_url.replace("/ws/", path)
    headers = {"Authorization": f"Bearer {start_session(user=alice).access}"}
    with pytest.raises(InvalidStatus) as refused, opened(url, headers=headers):
        pass
    assert refused.value.response.status_code == 403
