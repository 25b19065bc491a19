"""What the proxy does by itself: compression, files, ids, addresses, errors, its log."""

import json
from collections.abc import Iterator

import httpx
import pytest

from accounts.models import Session, User
from tests.factories import PASSWORD
from tests.processes import Site, wait_until
from tests.responses import error_of

HASHED = "css/app.0123456789ab.css"


@pytest.fixture
def browser(server: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
@pytest.mark.parametrize("path", ["/accounts/login/", "/api/schema", "/static/css/app.css"])
def test_text_is_compressed(browser: httpx.Client, path: str, encoding: str) -> None:
    plain = browser.get(path, headers={"Accept-Encoding": "identity"})
    assert len(plain.content) > 10_000
    with browser.stream("GET", path, headers={"Accept-Encoding": encoding}) as response:
        sent = sum(len(piece) for piece in response.iter_raw())
    assert response.status_code == plain.status_code == 200
    assert response.headers["Content-Encoding"] == encoding
    assert sent < len(plain.content) / 2
    assert "Accept-Encoding" in response.headers["Vary"]


def test_a_static_file_is_sent_once(browser: httpx.Client) -> None:
    first = browser.get("/static/js/theme.js")
    known = {"If-None-Match": first.headers["ETag"]}
    assert browser.get("/static/js/theme.js", headers=known).status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("encoding", ["zstd", "gzip", "identity"])
def test_a_page_that_a_visitor_has_is_not_sent_again(browser: httpx.Client, encoding: str) -> None:
    accepted = {"Accept-Encoding": encoding}
    first = browser.get("/", headers=accepted)
    known = {**accepted, "If-None-Match": first.headers["ETag"]}
    again = browser.get("/", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Security-Policy" not in again.headers


def test_a_file_whose_name_has_its_hash_never_changes(browser: httpx.Client, server: Site) -> None:
    missing = browser.get(f"/static/{HASHED}")
    assert missing.status_code == 404
    assert "immutable" not in missing.headers.get("Cache-Control", "")

    (server.folder / "static" / HASHED).write_text("main { color: red }")

    assert "immutable" in browser.get(f"/static/{HASHED}").headers["Cache-Control"]


def test_what_was_compressed_before_is_sent_so(browser: httpx.Client, server: Site) -> None:
    style = server.folder / "static" / "css" / "small.css"
    style.write_text("main { color: red }")
    style.with_name("small.css.br").write_bytes(b"brotli")
    with browser.stream("GET", "/static/css/small.css", headers={"Accept-Encoding": "br"}) as sent:
        assert b"".join(sent.iter_raw()) == b"brotli"
    assert sent.headers["Content-Encoding"] == "br"
    assert sent.headers["Content-Type"].startswith("text/css")


def test_files_have_the_security_headers_of_the_application(browser: httpx.Client) -> None:
    ours = browser.get("/static/js/theme.js").headers
    theirs = browser.get("/robots.txt").headers
    names = (
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Referrer-Policy",
        "X-Content-Type-Options", "X-Frame-Options",
    )  # fmt: skip
    assert {name: ours[name] for name in names} == {name: theirs[name] for name in names}
    policies = (headers["Content-Security-Policy"] for headers in (ours, theirs))
    first, second = ({*policy.split("; ")} for policy in policies)
    assert first == second
    assert not any(len(ours.get_list(name)) > 1 for name in names)


@pytest.mark.parametrize("path", ["/_protected/x.avif", "/%5fprotected/x.avif", "/ws/"])
def test_the_inside_is_not_reached_from_outside(browser: httpx.Client, path: str) -> None:
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/%0A", "/api/%0Av1/feed", "/api/v1/users/a%0Ab"])
def test_a_path_with_a_line_break_is_a_404(browser: httpx.Client, path: str) -> None:
    assert error_of(browser.get(path), 404)["code"] == "not_found"


def test_headers_of_17_kb_are_refused_by_name(browser: httpx.Client) -> None:
    refused = browser.get("/healthz", headers={"X-Large": "x" * 17_000})
    assert refused.status_code == 431
    assert "Request Header Fields Too Large" in refused.text
    assert browser.get("/healthz", headers={"X-Large": "x" * 12_000}).status_code == 200


def test_a_request_keeps_its_id_and_gets_no_forged_one(browser: httpx.Client) -> None:
    def id_of(given: str) -> str:
        return browser.get("/robots.txt", headers={"X-Request-Id": given}).headers["X-Request-Id"]

    assert id_of("from-the-app-1") == "from-the-app-1"
    assert id_of('"}{"level":"error') != id_of("short") != "short"


def test_only_the_proxy_says_where_a_request_comes_from(browser: httpx.Client, alice: User) -> None:
    forged = {
        "X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9",
        "Forwarded": "for=203.0.113.9", "X-Forwarded-Proto": "https",
    }  # fmt: skip
    alice.set_password(PASSWORD)
    alice.save()
    login = {"login": "alice", "password": PASSWORD}
    assert browser.post("/api/v1/auth/login", json=login, headers=forged).status_code == 200
    assert Session.objects.get().address == "127.0.0.1"


def test_the_log_has_no_query_no_token_and_no_header(browser: httpx.Client, server: Site) -> None:
    cookie = {"Cookie": "a=SeCrEt-3"}
    browser.get("/accounts/password/reset/SeCrEt-1/?next=SeCrEt-2", headers=cookie)
    browser.get("/_protected/x?SeCrEt-4")
    last = {"X-Request-Id": "the-last-of-these"}
    browser.get("/no-such-page/?SeCrEt-5", headers=last)
    wait_until(lambda: "the-last-of-these" in server.caddy_log.read_text(), what="the line")
    written = server.caddy_log.read_text()
    assert "SeCrEt" not in written
    line = json.loads(written.splitlines()[-1])
    assert line["request"]["uri"] == "/no-such-page/"
    assert line["request_id"] == "the-last-of-these"
