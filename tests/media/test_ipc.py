"""The parent validates everything that the child sends."""

import json
from io import BytesIO

import pytest

from core.media.formats import RenditionFormat
from core.media.ipc import MalformedResultError, RenderFailure, read_result, write_result
from core.media.rendered import Rendered, Rendition

RENDERED = Rendered(
    width=300,
    height=200,
    blurhash="LKO2?U%2Tw=w]~RBVZRi};RPxuwH",
    renditions=(
        Rendition(RenditionFormat.AVIF, 300, 200, b"\n{avif}\n"),
        Rendition(RenditionFormat.JPEG, 300, 200, b"\xff\xd8\xff"),
    ),
)
HEADER = {
    "width": 300,
    "height": 200,
    "blurhash": RENDERED.blurhash,
    "renditions": [["avif", 300, 200, 3]],
}


@pytest.mark.parametrize("result", [RENDERED, RenderFailure("too_complex")])
def test_a_result_is_read_as_it_was_written(result: Rendered | RenderFailure) -> None:
    stream = BytesIO()
    write_result(result, stream)
    stream.seek(0)
    assert read_result(stream) == result


def test_a_valid_header_is_accepted() -> None:
    assert isinstance(read_result(BytesIO(json.dumps(HEADER).encode() + b"\nabc")), Rendered)


@pytest.mark.parametrize(
    "change",
    [
        {"renditions": []},
        {"renditions": [["avif", 300, 200, 4]]},
        {"renditions": [["avif", 300, 200, 10**15]]},
        {"renditions": [["avif", 300, 200, -1]]},
        {"renditions": [["../../etc/passwd", 300, 200, 3]]},
        {"renditions": [["avif", "../x", 200, 3]]},
        {"renditions": [["avif", 300]]},
        {"renditions": "avif"},
        {"width": 0},
        {"width": "300"},
        {"height": 10**12},
        {"blurhash": "<script>alert(1)</script>"},
        {"blurhash": 7},
    ],
    ids=str,
)
def test_an_invalid_header_is_rejected(change: dict[str, object]) -> None:
    with pytest.raises(MalformedResultError):
        read_result(BytesIO(json.dumps(HEADER | change).encode() + b"\nabc"))


@pytest.mark.parametrize("output", [b"", b"\n", b"[]\n", b"7\n", b"{}\n", b"\x80\n", b"[" * 9999])
def test_output_that_is_not_a_header_is_rejected(output: bytes) -> None:
    with pytest.raises(MalformedResultError):
        read_result(BytesIO(output))
