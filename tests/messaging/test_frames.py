"""Which frames a client may send, and what happens to others."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.models import User
from messaging.frames import (
    BadFrameError,
    MarkRead,
    Ping,
    SendMessage,
    Subscribe,
    Typing,
    Unsubscribe,
    parse_frame,
)
from messaging.sockets.close_codes import BAD_FRAMES
from tests.messaging.conftest import OpenSocket

ID = UUID("01a1fd5c-f845-7249-8784-e19986f51388")


def code_of(text: str | None = None, data: bytes | None = None) -> str:
    with pytest.raises(BadFrameError) as bad:
        parse_frame(text, data)
    assert str(bad.value.detail)
    return bad.value.code


def test_the_known_frames_are_parsed() -> None:
    ids = [str(ID), str(ID).upper()]
    known = {
        '{"type": "ping", "more": 1}': Ping(),
        json.dumps({"type": "subscribe", "posts": ids}): Subscribe((ID,)),
        '{"type": "subscribe", "posts": []}': Subscribe(()),
        json.dumps({"type": "unsubscribe", "posts": ids}): Unsubscribe((ID,)),
        '{"type": "unsubscribe"}': Unsubscribe(None),
        json.dumps({"type": "typing", "conversation_id": ids[0]}): Typing(ID),
        json.dumps({"type": "read", "conversation_id": ids[0], "up_to": 3}): MarkRead(ID, 3),
        json.dumps({"type": "message.send", "conversation_id": ids[0], "client_id": "c"}): (
            SendMessage(ID, "c", {"client_id": "c"})
        ),
    }
    for text, frame in known.items():
        assert parse_frame(text) == frame


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "{", "hello", "null", "1", '"ping"', "[]", '["ping"]', "\0", "{}{}", "NaN",
        '{"type": NaN}', '{"type": Infinity}', '{"type": "ping",}', "[" * 60_000,
        '{"a":' * 10_000, "9" * 60_000, "{'type': 'ping'}", "\N{ZERO WIDTH NO-BREAK SPACE}{}",
    ],
)  # fmt: skip
def test_text_that_is_not_a_json_object_is_refused(text: str) -> None:
    assert code_of(text=text) == "not_json"


@pytest.mark.parametrize(
    "content",
    [
        {}, {"type": None}, {"type": 1}, {"type": "pong"}, {"type": ["ping"]}, {"type": {}},
        {"type": "ping\0"}, {"type": "\ud800"}, {"type": "websocket.disconnect"}, {"type": True},
    ],
)  # fmt: skip
def test_unknown_types_are_refused(content: dict[str, Any]) -> None:
    assert code_of(text=json.dumps(content)) == "unknown_type"


@pytest.mark.parametrize(
    "posts",
    [
        "null", "{}", '"x"', "1", "true", "1e999", "-1e999", "[null]", "[1]", "[1e999]", "[[]]",
        "[{}]", '[""]', '["\\u0000"]', '["\\ud800"]', f'["{ID}\\n"]', f'["{{{ID}}}"]',
        f'["urn:uuid:{ID}"]', f'["{ID.hex}"]', f'["{ID}", null]', f'[["{ID}"]]',
        '["1_2_3_4_-0000-7000-8000-000000000000"]', '["١٢٣٤٥٦٧٨-0000-7000-8000-000000000000"]',
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["subscribe", "unsubscribe"])
def test_posts_must_be_a_list_of_ids(kind: str, posts: str) -> None:
    assert code_of(text=f'{{"type": "{kind}", "posts": {posts}}}') == "invalid"


def test_subscribe_needs_posts() -> None:
    assert code_of(text='{"type": "subscribe"}') == "invalid"


def test_more_than_fifty_posts_are_too_many() -> None:
    ids = [str(uuid4()) for _ in range(51)]
    assert code_of(text=json.dumps({"type": "subscribe", "posts": ids})) == "too_many"
    parse_frame(json.dumps({"type": "subscribe", "posts": [*ids[:50], *ids[:50]]}))


def test_binary_frames_are_refused() -> None:
    assert code_of(data=b'{"type": "ping"}') == "not_json"
    assert code_of(data=b"") == "not_json"
    assert code_of(data=b"\xff" * 65_537) == "too_large"


def test_a_frame_has_at_most_64_kb_of_utf_8() -> None:
    empty = '{"type": "ping", "x": ""}'
    parse_frame(empty.replace('""', f'"{"x" * (65_536 - len(empty))}"'))
    assert code_of(text=empty.replace('""', f'"{"x" * (65_537 - len(empty))}"')) == "too_large"
    assert code_of(text=f'{{"type": "ping", "x": "{"ü" * 32_760}"}}') == "too_large"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("nonsense", "not_json"),
        (b'{"type": "ping"}', "not_json"),
        ("x" * 65 * 1024, "too_large"),
        (b"x" * 65 * 1024, "too_large"),
        ('{"type": "message.fly"}', "unknown_type"),
        ('{"type": "subscribe", "posts": null}', "invalid"),
    ],
)
def test_a_bad_frame_is_answered_and_the_socket_goes_on(
    frame: str | bytes, code: str, bob: User, open_socket: OpenSocket
) -> None:
    socket = open_socket(bob)
    socket.connection.send(frame)
    error = socket.next()
    assert set(error) == {"type", "code", "detail"}
    assert (error["type"], error["code"]) == ("error", code)
    socket.settle()


def test_more_than_ten_bad_frames_in_a_minute_close_the_socket(
    bob: User, open_socket: OpenSocket
) -> None:
    socket = open_socket(bob)
    for _ in range(10):
        socket.connection.send("nonsense")
        assert socket.next()["type"] == "error"
        socket.settle()
    socket.connection.send("nonsense")
    assert socket.close_code() == BAD_FRAMES


def test_many_frames_at_once_are_throttled_and_a_flood_closes_the_socket(
    bob: User, open_socket: OpenSocket
) -> None:
    socket = open_socket(bob)
    for _ in range(201):
        socket.send(type="ping")
    # A pong waits for Redis, so the error may overtake some.
    responses = [socket.next() for _ in range(201)]
    assert [each["type"] for each in responses if "code" not in each] == ["pong"] * 200
    assert [each["code"] for each in responses if "code" in each] == ["throttled"]
    for _ in range(800):
        socket.send(type="ping")
    assert socket.close_code() == BAD_FRAMES


@pytest.mark.parametrize(
    "content",
    [
        {"type": "typing"},
        {"type": "typing", "conversation_id": "x"},
        {"type": "typing", "conversation_id": [str(ID)]},
        *(
            {"type": "read", "conversation_id": str(ID), "up_to": up_to}
            for up_to in (None, "1", 1.0, True, -1, 2**63)
        ),
        *(
            {"type": "message.send", "conversation_id": str(ID), "client_id": client_id}
            for client_id in (None, 7, "c" * 65, ["c"])
        ),
        {"type": "message.send", "client_id": "c"},
    ],
)
def test_frames_about_conversations_name_what_they_are_about(content: dict[str, Any]) -> None:
    assert code_of(text=json.dumps(content)) == "invalid"
