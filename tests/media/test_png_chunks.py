"""What is wrong beside the image of a PNG never makes it fail."""

import struct
import zlib
from io import BytesIO

import pytest

from core.media.inspect import inspect_image
from core.media.presets import FAST
from core.media.renditions import render
from core.media.square import render_square
from tests.media.pictures import (
    CORNERS,
    chunk,
    cornered,
    corners_of,
    encoded,
    exif,
    opened,
    with_chunk,
)

PICTURE = encoded(cornered(), "PNG")
TOO_LONG = zlib.compress(bytes(3 << 20))


def with_bad_checksum(kind: bytes, data: bytes) -> bytes:
    return chunk(kind, data)[:-4] + b"\0\1\2\3"


CHUNKS: dict[str, bytes] = {
    "a short gAMA": chunk(b"gAMA", b"\0"),
    "a gAMA of zero": chunk(b"gAMA", bytes(4)),
    "a short cHRM": chunk(b"cHRM", bytes(7)),
    "a cHRM of zeros": chunk(b"cHRM", bytes(32)),
    "a cHRM of one point": chunk(b"cHRM", struct.pack(">8I", *[30_000] * 8)),
    "an empty sRGB": chunk(b"sRGB", b""),
    "a short pHYs": chunk(b"pHYs", bytes(3)),
    "an empty tRNS": chunk(b"tRNS", b""),
    "a tRNS of another type": chunk(b"tRNS", bytes(2)),
    "an empty iCCP": chunk(b"iCCP", b""),
    "an iCCP of another method": chunk(b"iCCP", b"profile\0\7" + zlib.compress(b"profile")),
    "an iCCP that is not compressed": chunk(b"iCCP", b"profile\0\0profile"),
    "an iCCP of 3 MB": chunk(b"iCCP", b"profile\0\0" + TOO_LONG),
    "an empty cICP": chunk(b"cICP", b""),
    "a cICP of unknown codes": chunk(b"cICP", b"\xff\xff\0\1"),
    "a short acTL": chunk(b"acTL", b"\0"),
    "an acTL of no frames": chunk(b"acTL", bytes(8)),
    "a short fcTL": chunk(b"acTL", b"\0\0\0\2\0\0\0\0") + chunk(b"fcTL", b"\0"),
    "a zTXt of 3 MB": chunk(b"zTXt", b"Comment\0\0" + TOO_LONG),
    "an iTXt of 3 MB": chunk(b"iTXt", b"Comment\0\1\0\0\0" + TOO_LONG),
    "a tEXt of 3 MB": chunk(b"tEXt", b"Comment\0" + bytes(3 << 20)),
    "a zTXt that is not compressed": chunk(b"zTXt", b"Comment\0\0no"),
    "an empty eXIf": chunk(b"eXIf", b""),
    "an eXIf of another kind": chunk(b"eXIf", b"II*\0\xff\xff\xff\xff"),
    **{
        f"a {kind} with a bad checksum": with_bad_checksum(kind.encode(), data)
        for kind, data in {
            "tEXt": b"Comment\0of mine",
            "gAMA": struct.pack(">I", 220_000),
            "tRNS": struct.pack(">3H", 255, 0, 0),
            "cICP": b"\x09\x10\0\1",
            "eXIf": exif(6),
        }.items()
    },
}


@pytest.mark.parametrize("chunks", CHUNKS.values(), ids=CHUNKS)
def test_a_picture_looks_the_same_whatever_is_wrong_beside_it(chunks: bytes) -> None:
    content = with_chunk(PICTURE, chunks)
    info = inspect_image(BytesIO(content))
    assert (info.width, info.height) == (300, 200)
    square = render_square(BytesIO(content), crop=None, preset=FAST)
    assert corners_of(opened(square.renditions[0].content)) == CORNERS


def test_broken_chunks_after_the_picture_do_no_harm_either() -> None:
    everything = b"".join(CHUNKS.values())
    content = PICTURE[:-12] + everything + PICTURE[-12:]
    rendition = render(BytesIO(content), preset=FAST).renditions[-1]
    assert corners_of(opened(rendition.content)) == CORNERS
