"""Bodies: refused by size and session while they arrive; chunked, broken and slow ones."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection, IncompleteRead
from itertools import repeat
from pathlib import Path
from typing import Any

import httpx
import pytest

from accounts.models import User
from core.media.formats import IMAGE_MAX_BYTES
from core.web.bodies import COLLECTED_MAX_BYTES, FORM_OVERHEAD_BYTES
from deploy import topology
from deploy.local.process_tree import members
from posts.models import Like, Media
from posts.services.publishing import MAX_MEDIA
from tests.factories import access_token_of, login_cookie, make_post
from tests.media.pictures import camera_jpeg
from tests.processes import Server, Site, start_proxy, wait_until
from tests.responses import error_of

FORM = "multipart/form-data; boundary=b"
CHUNKED = "Transfer-Encoding: chunked"
LARGE_FORM = f"Content-Length: 20000000\nContent-Type: {FORM}"
MEGABYTE = 1_000_000
PIECE = b"x" * 100_000


@pytest.fixture
def client(server: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as client:
        yield client


def bearer(user: User) -> dict[str, str]:
    return {"Authorization": f"Bearer {access_token_of(user)}"}


def pieces(megabytes: int) -> Iterator[bytes]:
    """A body without a length: httpx sends it in chunks."""
    yield from repeat(PIECE, megabytes * MEGABYTE // len(PIECE))


def answer_to(server: Server, head: str, *, body: bytes = b"") -> str:
    """What comes to headers, and perhaps the beginning of a body; nothing more is sent."""
    with closing(send(server, head, body)) as connection:
        received = b""
        while piece := connection.recv(65536):
            received += piece
        return received.decode()


def send(server: Server, head: str, body: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    lines = [*head.splitlines(), f"Host: 127.0.0.1:{server.port}", "Connection: close", "", ""]
    connection.sendall("\r\n".join(lines).encode() + body)
    return connection


@pytest.mark.parametrize("path", ["/api/v1/posts", "/api/v1/auth/login", "/api/v1/media"])
def test_a_large_body_is_refused_by_its_length(server: Site, path: str) -> None:
    head = f"POST {path} HTTP/1.1\nContent-Type: application/json\nContent-Length: 1000000000"
    answer = answer_to(server, head)
    assert answer.startswith("HTTP/1.1 413")
    assert '"code":"too_large"' in answer


def test_a_large_form_is_refused_with_a_page(server: Site) -> None:
    head = "POST /accounts/login/ HTTP/1.1\nContent-Length: 1000000000"
    answer = answer_to(server, head)
    assert answer.startswith("HTTP/1.1 413")
    assert "<h1>The request is larger than is allowed here.</h1>" in answer


def test_the_limits_of_the_proxy_are_those_of_the_application() -> None:
    photo, post = (photos * IMAGE_MAX_BYTES + FORM_OVERHEAD_BYTES for photos in (1, MAX_MEDIA))
    handshake, *limits = re.findall(r"max_size (\w+)", topology.CADDYFILE.read_text())
    assert handshake == "1KB"
    assert limits == [str(post), str(photo), f"{COLLECTED_MAX_BYTES // 1000}KB"]


def test_a_chunked_body_is_refused_at_the_limit(client: httpx.Client, alice: User) -> None:
    error = error_of(client.post("/api/v1/auth/login", content=pieces(3)), 413)
    assert error["code"] == "too_large"
    form = {"Content-Type": FORM}
    for headers in (bearer(alice), {**bearer(alice), **form}):
        response = client.post("/api/v1/media", content=pieces(40), headers=headers)
        assert error_of(response, 413)["code"] == "too_large"


def test_a_chunked_body_within_the_limits_is_read(client: httpx.Client, alice: User) -> None:
    picture = camera_jpeg(400, 300) + b"\0" * 2 * MEGABYTE
    whole = client.build_request("POST", "/api/v1/media", files={"file": ("a.jpg", picture)})
    headers = {**bearer(alice), "Content-Type": whole.headers["Content-Type"]}
    body = whole.read()
    in_chunks = (body[at : at + 50_000] for at in range(0, len(body), 50_000))
    stored = client.post("/api/v1/media", content=in_chunks, headers=headers)
    assert stored.status_code == 201, stored.text
    assert (stored.json()["width"], stored.json()["height"]) == (300, 400)
    json = {**bearer(alice), "Content-Type": "application/json"}
    text = iter([b'{"bio": ', b'"Hello"}'])
    changed = client.patch("/api/v1/users/me", content=text, headers=json)
    assert changed.json()["bio"] == "Hello"


@pytest.mark.parametrize("path", ["/api/v1/media", "/api/v1/posts", "/api/v1/users/me"])
@pytest.mark.parametrize("method", ["POST", "GET", "DELETE"])
def test_a_session_that_is_none_is_refused_before_the_body(
    server: Site, method: str, path: str
) -> None:
    head = f"{method} {path} HTTP/1.1\nAuthorization: Bearer forged\n{LARGE_FORM}"
    answer = answer_to(server, head)
    assert answer.startswith("HTTP/1.1 401")
    assert '"type":"client_error"' in answer


@pytest.mark.parametrize("path", ["/api/v1/media", "/api/v1/posts", "/api/v1/users/me"])
def test_a_session_that_is_none_is_refused_before_a_body_without_a_length(
    server: Site, path: str
) -> None:
    """Of a body without a length Go's server reads 256 KB before it responds."""
    head = f"POST {path} HTTP/1.1\nAuthorization: Bearer forged\n{CHUNKED}\nContent-Type: {FORM}"
    answer = answer_to(server, head, body=b"7a120\r\n" + b"x" * 300_000)
    assert answer.startswith("HTTP/1.1 401")
    assert '"type":"client_error"' in answer


def test_a_form_of_someone_logged_out_is_sent_to_the_login_before_the_body(server: Site) -> None:
    head = f"POST /create HTTP/1.1\nCookie: sessionid=forged\n{LARGE_FORM}"
    answer = answer_to(server, head)
    assert answer.startswith("HTTP/1.1 302")
    assert "Location: /accounts/login/" in answer


def test_a_form_of_a_user_may_have_many_photos(client: httpx.Client, alice: User) -> None:
    client.cookies["sessionid"] = login_cookie(alice)
    page = client.get("/create").text
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    picture = camera_jpeg(400, 300) + b"\0" * 20 * MEGABYTE
    files = [("media", (f"{number}.jpg", picture)) for number in range(2)]
    posted = client.post("/create", files=files, data={"csrfmiddlewaretoken": token})
    assert posted.status_code == 302, posted.status_code
    assert posted.headers["Location"].startswith("/p/")


@pytest.mark.parametrize("body", [b"", b"--other\r\n\r\n", b"--b\r\nContent-Dis", b"\xff\xfe"])
def test_a_broken_multipart_body_has_the_apis_error(
    client: httpx.Client, alice: User, body: bytes
) -> None:
    headers = {**bearer(alice), "Content-Type": FORM}
    for path in ("/api/v1/media", "/api/v1/posts"):
        assert error_of(client.post(path, content=body, headers=headers), 400)


def test_a_gigabyte_takes_no_memory_and_delays_no_one(server: Site, client: httpx.Client) -> None:
    """Of an anonymous client, with its length and without, and with sessions that are none."""
    form = {"Content-Type": FORM}
    forged = {**form, "Authorization": "Bearer forged", "Cookie": "sessionid=forged"}
    before = memory_of(server)
    for path in ("/api/v1/posts", "/api/v1/media", "/create", "/ws/"):
        for headers in (form, forged, {**form, "Content-Length": str(1000 * MEGABYTE)}):
            status = sent_as_far_as_possible(server, path, headers)
            allowed = {302, 413} if path == "/create" else {401, 403, 404, 413}
            assert status in allowed, (path, status)
            assert client.get("/healthz", timeout=5).status_code == 200
    assert memory_of(server) - before < 50 * MEGABYTE


def sent_as_far_as_possible(server: Site, path: str, headers: dict[str, Any]) -> int:
    """The status, which comes before the end of the body."""
    sent = 0

    def counted() -> Iterator[bytes]:
        nonlocal sent
        for piece in pieces(1000):
            sent += len(piece)
            yield piece

    url = f"{server.url}{path}"
    answer = httpx.post(url, content=counted(), headers=headers, trust_env=False)
    assert sent < 30 * MEGABYTE
    return answer.status_code


def memory_of(site: Site) -> int:
    """The bytes of all parts; what several share counts once."""
    pids = {pid for part in site.parts for pid in members(part.child.pid)}
    rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids)
    return sum(int(text.partition("\nPss:")[2].split()[0]) * 1024 for text in rollups)


def test_two_hundred_slow_clients_delay_no_one(server: Site, client: httpx.Client) -> None:
    head = "POST /accounts/login/ HTTP/1.1\nContent-Length: 1000"
    with ExitStack() as stack:
        for number in range(200):
            half = head if number % 2 else "GET / HTTP/1.1\nX-Slow"
            stack.enter_context(closing(send(server, half, b"x")))
        for path in ("/healthz", "/accounts/login/", "/static/css/app.css"):
            assert client.get(path).status_code == 200


def test_headers_that_do_not_end_are_cut(server: Site) -> None:
    impatient = start_proxy(server, HEADER_TIMEOUT="500ms")
    try:
        with closing(socket.create_connection(("127.0.0.1", impatient.port), timeout=30)) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Half")
            wait_until(lambda: not slow.recv(65536), what="the end of the connection")
    finally:
        impatient.stop()


@pytest.mark.parametrize("form", ["", f"\nContent-Type: {FORM}"])
@pytest.mark.parametrize("path", ["/posts/{}/like", "/media"])
def test_a_broken_chunk_is_the_clients_fault(
    server: Site, alice: User, path: str, form: str
) -> None:
    post = make_post(alice)
    (authorization,) = bearer(alice).values()
    head = f"POST /api/v1{path.format(post.pk)} HTTP/1.1\n{CHUNKED}{form}"
    head += f"\nAuthorization: {authorization}"
    answer = answer_to(server, head, body=b"2\r\n{}\r\nno length\r\n")
    assert answer.startswith("HTTP/1.1 400"), answer
    assert '"type":"client_error"' in answer


def test_a_form_of_broken_chunks_is_refused_with_a_page(server: Site) -> None:
    head = f"POST /accounts/login/ HTTP/1.1\n{CHUNKED}"
    answer = answer_to(server, head, body=b"no length\r\n")
    assert answer.startswith("HTTP/1.1 400")
    assert "<h1>The request could not be read.</h1>" in answer


@pytest.fixture
def impatient(server: Site) -> Iterator[Server]:
    """A proxy before the site that waits a second for bodies."""
    proxy = start_proxy(server, BODY_TIMEOUT="1s", SMALL_BODY_TIMEOUT="1s")
    yield proxy
    proxy.stop()


@pytest.mark.parametrize("path", ["/accounts/login/", "/api/v1/auth/login", "/create/media"])
def test_a_body_that_comes_too_late_is_reported(impatient: Server, path: str) -> None:
    answer = answer_to(impatient, f"POST {path} HTTP/1.1\nContent-Length: 100", body=b"half")
    assert answer.startswith("HTTP/1.1 408"), answer
    assert "The request took too long to arrive." in answer


@pytest.mark.parametrize(
    "length", [{"Content-Length": "2000000"}, {"Transfer-Encoding": "chunked"}]
)
@pytest.mark.parametrize("path", ["/posts/{}/like", "/media"])
def test_half_a_body_has_no_effect_and_no_successful_response(
    impatient: Server, alice: User, path: str, length: dict[str, str]
) -> None:
    path = f"/api/v1{path.format(make_post(alice).pk)}"
    connection = HTTPConnection("127.0.0.1", impatient.port, timeout=20)
    connection.request("POST", path, headers={**bearer(alice), **length, "Content-Type": FORM})
    connection.send(b"4\r\nhalf\r\n")
    response = connection.getresponse()
    # Of a length that it does not have, where the proxy cannot say more.
    with suppress(IncompleteRead):
        response.read()
        assert response.status in {400, 408, 413}
    connection.close()
    assert not Like.objects.exists()
    assert not Media.objects.filter(post=None).exists()


@pytest.mark.parametrize("path", ["/accounts/login/", "/api/v1/media"])
def test_a_body_that_does_not_end_is_cut(impatient: Server, path: str) -> None:
    """Also one that sends a byte now and then: the whole request has its time."""
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
    with closing(socket.create_connection(("127.0.0.1", impatient.port), timeout=30)) as slow:
        slow.sendall(head.encode())
        slow.settimeout(0.1)
        wait_until(lambda: is_cut(slow), what="the end of the connection")


def is_cut(slow: socket.socket) -> bool:
    """Sends one byte more, and tells whether the proxy has ended the connection."""
    try:
        slow.sendall(b"x")
        return not slow.recv(65536)
    except TimeoutError:
        return False
    except ConnectionError:
        return True
