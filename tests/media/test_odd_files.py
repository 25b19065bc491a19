"""Files that are odd, and yet look the same as those that are not."""

from io import BytesIO

import pytest
from PIL import Image

from core.media.inspect import inspect_image
from core.media.presets import FAST
from core.media.square import render_square
from tests.media.pictures import (
    CORNERS,
    cornered,
    corners_of,
    encoded,
    exif,
    of_generic_brand,
    opened,
    with_segment,
)

JPEG = encoded(cornered(), "JPEG")
WEBP = encoded(cornered(), "WEBP", exif=exif(1), xmp=bytes(200))
SAMSUNG = b"\x0e\0\0\0\0\0\x21\x0asefd" + b"\1" * 90 + b"SEFH\x6a\0\0\0SEFT"


def heic(major_brand: bytes, trailer: bytes = b"") -> bytes:
    content = encoded(cornered(), "HEIF")
    return content[:8] + major_brand + content[12:] + trailer


ODD: dict[str, bytes] = {
    "a HEIC with a trailer": heic(b"heic", SAMSUNG),
    "a HEIC of a major brand that is seldom": heic(b"MiHE"),
    "a HEIC of generic brands": of_generic_brand(heic(b"heic")),
    "an AVIF of generic brands": of_generic_brand(encoded(cornered(), "AVIF")),
    "an AVIF with a trailer": encoded(cornered(), "AVIF") + bytes(99),
    "a WebP without the end of its metadata": WEBP[:-100],
    "a JPEG with a short JFIF": with_segment(JPEG, 0xE0, b"JFIF\0"),
    "a JPEG with a short ICC": with_segment(JPEG, 0xE2, b"ICC_PROFILE\0"),
    "a JPEG with a broken index of pictures": with_segment(
        JPEG, 0xE2, b"MPF\0II*\0\xff\xff\xff\xff"
    ),
    "a JPEG with a short block of Photoshop": with_segment(
        JPEG, 0xED, b"Photoshop 3.0\x008BIM\4\4"
    ),
    "a JPEG with a short block of Adobe": with_segment(JPEG, 0xEE, b"Adobe"),
    "a JPEG with EXIF of nonsense": with_segment(JPEG, 0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"),
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_an_odd_file_is_accepted_and_looks_the_same(content: bytes) -> None:
    info = inspect_image(BytesIO(content))
    assert (info.width, info.height, info.is_cut) == (300, 200, False)
    square = render_square(BytesIO(content), crop=None, preset=FAST)
    assert corners_of(opened(square.renditions[0].content)) == CORNERS


def test_a_jpeg_of_ink_stays_ink() -> None:
    """A block of Adobe says so."""
    content = encoded(Image.new("CMYK", (60, 60), (0, 255, 255, 0)), "JPEG")
    square = render_square(BytesIO(content), crop=None, preset=FAST)
    assert corners_of(opened(square.renditions[0].content)) == ("red",) * 4
