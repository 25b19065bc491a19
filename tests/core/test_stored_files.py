"""A stored file as a response: named to the web server in front, or streamed by Django."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from core.web.files import CHUNK_BYTES, file_response

CONTENT = bytes(range(100))
NAME = "ab/cd.jpg"


@pytest.fixture
def storage(tmp_path: Path) -> FileSystemStorage:
    (tmp_path / "ab").mkdir()
    (tmp_path / NAME).write_bytes(CONTENT)
    return FileSystemStorage(tmp_path)


def get(storage: FileSystemStorage, name: str = NAME, method: str = "GET", **headers: str) -> Any:
    """Headers by name, with `_` for `-`."""
    given = {header.replace("_", "-"): value for header, value in headers.items()}
    request = RequestFactory().generic(method, "/", headers=given)
    return file_response(request, storage=storage, name=name, content_type="image/jpeg")


# --- by the web server --------------------------------------------------------------------------


@pytest.fixture
def accelerated(settings: Settings) -> None:
    settings.MEDIA_ACCEL_PREFIX = "/_protected/"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_web_server_gets_the_name_and_the_type(
    method: str, accelerated: None, storage: FileSystemStorage
) -> None:
    """ETag, 304 and ranges are all its own."""
    response = get(storage, method=method, If_None_Match="*", Range="bytes=0-0")
    assert response.status_code == 200
    assert response.content == b""
    expected = {"Content-Type": "image/jpeg", "X-Accel-Redirect": f"/_protected/{NAME}"}
    assert dict(response.headers) == expected


def test_a_name_is_percent_encoded_for_the_web_server(
    accelerated: None, storage: FileSystemStorage
) -> None:
    name = "a b%2e\r\nSet-Cookie: x\n/é?#.jpg"
    path = Path(storage.location, name)
    path.parent.mkdir(parents=True)
    path.touch()
    expected = "/_protected/a%20b%252e%0D%0ASet-Cookie%3A%20x%0A/%C3%A9%3F%23.jpg"
    assert get(storage, name)["X-Accel-Redirect"] == expected


@pytest.mark.parametrize("prefix", ["/_protected/", ""])
def test_only_a_file_of_the_storage_is_sent(
    prefix: str, storage: FileSystemStorage, settings: Settings
) -> None:
    settings.MEDIA_ACCEL_PREFIX = prefix
    outside = Path(storage.location).with_suffix(".txt")
    outside.touch()
    for name in (f"../{outside.name}", f"ab/../../{outside.name}", str(outside)):
        with pytest.raises(SuspiciousFileOperation):
            get(storage, name)
    with pytest.raises(FileNotFoundError):
        get(storage, "ab/none.jpg")


# --- by Django ----------------------------------------------------------------------------------


def test_a_file_is_streamed_in_chunks(storage: FileSystemStorage, tmp_path: Path) -> None:
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    response = get(storage, "film.mp4")
    assert isinstance(response, StreamingHttpResponse)
    sizes = [len(chunk) for chunk in cast("Iterator[bytes]", response.streaming_content)]
    assert max(sizes) <= CHUNK_BYTES
    assert sum(sizes) == 50 * 1024 * 1024 == int(response["Content-Length"])


@pytest.mark.django_db(transaction=True)
def test_a_slow_client_holds_no_database_connection(storage: FileSystemStorage) -> None:
    connection.ensure_connection()
    response = get(storage)
    assert connection.connection is None
    assert response.getvalue() == CONTENT


def test_a_client_that_has_the_file_gets_a_304(storage: FileSystemStorage) -> None:
    etag = get(storage)["ETag"]
    for method in ("GET", "HEAD"):
        for given in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            response = get(storage, method=method, If_None_Match=given, Range="bytes=0-0")
            assert response.status_code == 304
            assert dict(response.headers) == {"ETag": etag}
    response = get(storage, If_None_Match='"other"')
    assert (response.status_code, response.getvalue()) == (200, CONTENT)


def test_a_file_that_was_written_anew_has_another_etag(storage: FileSystemStorage) -> None:
    etag = get(storage)["ETag"]
    assert get(storage)["ETag"] == etag
    path = Path(storage.location, NAME)
    written = path.stat().st_mtime_ns + 1000
    path.write_bytes(CONTENT[::-1])
    os.utime(path, ns=(written, written))
    assert get(storage)["ETag"] != etag


def test_an_absent_file_is_not_unmodified(storage: FileSystemStorage) -> None:
    with pytest.raises(FileNotFoundError):
        get(storage, "ab/none.jpg", If_None_Match="*")


def test_an_empty_file_is_sent_as_it_is(storage: FileSystemStorage, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for wanted in ("", "bytes=0-0", "bytes=-1"):
        response = get(storage, "empty", Range=wanted)
        assert (response.status_code, response.getvalue()) == (200, b"")
        assert response["Content-Length"] == "0"


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-0", 0, 0), ("bytes=0-9", 0, 9), ("bytes=10-", 10, 99), ("bytes=99-", 99, 99),
        ("bytes=90-1000", 90, 99), ("bytes=-1", 99, 99), ("bytes=-10", 90, 99),
        ("bytes=0-98", 0, 98),
    ],
)  # fmt: skip
def test_a_range_is_a_part_of_the_file(
    wanted: str, first: int, last: int, storage: FileSystemStorage
) -> None:
    response = get(storage, Range=wanted)
    assert response.status_code == 206
    assert response.getvalue() == CONTENT[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/100"
    assert response["Content-Length"] == str(last + 1 - first)
    assert response["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    "wanted",
    [
        "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=9-1", "bytes=0-1,5-6", "items=0-1",
        "bytes=+1-2", "bytes=٣-٤", "bytes=1-2-3", "bytes=" + "9" * 5000, "bytes=0-", "bytes=-100",
        "bytes=-1000", "bytes=0-99",
    ],
)  # fmt: skip
def test_the_whole_file_is_sent_without_a_range_that_is_less(
    wanted: str, storage: FileSystemStorage
) -> None:
    response = get(storage, Range=wanted)
    assert (response.status_code, response.getvalue()) == (200, CONTENT)
    assert response["Accept-Ranges"] == "bytes"
    assert not response.has_header("Content-Range")


@pytest.mark.parametrize("wanted", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_behind_the_end_is_a_416(wanted: str, storage: FileSystemStorage) -> None:
    response = get(storage, Range=wanted)
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */100"


def test_a_range_of_another_version_is_the_whole_file(storage: FileSystemStorage) -> None:
    etag = get(storage)["ETag"]
    assert get(storage, Range="bytes=0-9", If_Range=etag).status_code == 206
    for other in ('"other"', f"W/{etag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        response = get(storage, Range="bytes=0-9", If_Range=other)
        assert (response.status_code, response.getvalue()) == (200, CONTENT)


def test_a_head_has_the_headers_of_the_whole_file(storage: FileSystemStorage) -> None:
    head = get(storage, method="HEAD", Range="bytes=0-9")
    assert (head.status_code, head["Content-Length"]) == (200, "100")
    assert head.headers == get(storage).headers
