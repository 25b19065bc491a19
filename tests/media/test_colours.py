"""Every way to store colours ends as plain sRGB."""

import struct
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from core.media.presets import FAST
from core.media.renditions import render
from tests.media.pictures import (
    CORNERS,
    camera_jpeg,
    chunk,
    cornered,
    corners_of,
    dark_grey_profile,
    display_p3,
    distance,
    encoded,
    middle,
    opened,
    png,
)

NAMELESS = display_p3()[:16] + b"\xff\xff\xff\xff" + display_p3()[20:]
"""A profile of a colour space that no one knows."""


def shown(content: bytes) -> Image.Image:
    """The widest JPEG, after a look that AVIF and WebP show the same."""
    result = render(BytesIO(content), preset=FAST)
    avif, webp, jpeg = (opened(rendition.content) for rendition in result.renditions[-3:])
    assert (avif.format, webp.format, jpeg.format) == ("AVIF", "WEBP", "JPEG")
    assert corners_of(avif) == corners_of(webp) == corners_of(jpeg)
    assert {avif.mode, webp.mode, jpeg.mode} == {"RGB"}
    return jpeg


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"])
def test_every_format_keeps_its_colours(image_format: str) -> None:
    assert corners_of(shown(encoded(cornered(), image_format))) == CORNERS


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": "4:4:4"}])
def test_every_kind_of_jpeg_keeps_its_colours(options: dict[str, object]) -> None:
    assert corners_of(shown(encoded(cornered(), "JPEG", **options))) == CORNERS


def test_a_cmyk_jpeg_is_not_a_negative() -> None:
    assert corners_of(shown(encoded(cornered().convert("CMYK"), "JPEG"))) == CORNERS


def test_a_grey_jpeg_stays_grey() -> None:
    assert distance(middle(shown(encoded(Image.new("L", (64, 48), 90), "JPEG"))), (90, 90, 90)) <= 2


def test_a_palette_keeps_its_colours() -> None:
    assert corners_of(shown(encoded(cornered().quantize(8), "PNG"))) == CORNERS


def test_one_bit_is_black_and_white() -> None:
    picture = Image.new("1", (80, 60), 1)
    picture.paste(0, (0, 0, 40, 30))
    assert corners_of(shown(encoded(picture, "PNG"))) == ("black", "white", "white", "white")


@pytest.mark.parametrize("grey", [0x0000, 0x40FF, 0x8000, 0xFFFF])
def test_sixteen_bit_grey_is_scaled_and_not_clipped(grey: int) -> None:
    rows = (b"\0" + struct.pack(">H", grey) * 32) * 32
    expected = (grey >> 8,) * 3
    assert distance(middle(shown(png(32, 32, 16, 0, rows))), expected) <= 2


def test_sixteen_bit_colours_are_scaled() -> None:
    rows = (b"\0" + struct.pack(">HHH", 0xFFFF, 0x8000, 0x2000) * 32) * 32
    assert distance(middle(shown(png(32, 32, 16, 2, rows))), (255, 128, 32)) <= 4


def _half_transparent(mode: str) -> Image.Image:
    """Black; the left half cannot be seen."""
    picture = Image.new(mode, (80, 60), 0)
    alpha = Image.new("L", (80, 60), 0)
    alpha.paste(255, (40, 0, 80, 60))
    picture.putalpha(alpha)
    return picture


@pytest.mark.parametrize(
    ("mode", "image_format"),
    [("RGB", "PNG"), ("L", "PNG"), ("RGB", "WEBP"), ("RGB", "AVIF"), ("RGB", "HEIF")],
)
def test_a_transparent_picture_becomes_white(mode: str, image_format: str) -> None:
    content = encoded(_half_transparent(mode), image_format)
    assert corners_of(shown(content)) == ("white", "black", "white", "black")


@pytest.mark.parametrize("image_format", ["PNG", "GIF"])
def test_a_transparent_colour_of_a_palette_becomes_white(image_format: str) -> None:
    picture = cornered(80, 60).quantize(8)
    red = picture.getpixel((20, 15))
    content = encoded(picture, image_format, transparency=red)
    assert corners_of(shown(content)) == ("white", *CORNERS[1:])


@pytest.mark.parametrize(
    ("depth", "byte"), [(1, 0xFF), (2, 0x55), (4, 0x11), (8, 0x01), (16, 0x01)]
)
def test_a_transparent_grey_becomes_white(depth: int, byte: int) -> None:
    """The shade is 1, and 257 of 65,535."""
    shade = 257 if depth == 16 else 1
    row = b"\0" + bytes([byte]) * (16 * depth // 8)
    hidden = chunk(b"tRNS", struct.pack(">H", shade))
    other = chunk(b"tRNS", struct.pack(">H", shade - 1))
    assert middle(shown(png(16, 16, depth, 0, row * 16, before=hidden))) == (255, 255, 255)
    visible = middle(shown(png(16, 16, depth, 0, row * 16)))
    assert middle(shown(png(16, 16, depth, 0, row * 16, before=other))) == visible


@pytest.mark.parametrize("depth", [8, 16])
def test_only_the_transparent_colour_becomes_white(depth: int) -> None:
    """Its neighbours differ by one in one channel, which in 16 bits cannot be seen, and counts."""
    code = ">3H" if depth == 16 else ">3B"
    hidden, neighbour = (7, 1, 2), (7, 1, 3)
    rows = [b"\0" + struct.pack(code, *colour) * 32 for colour in (hidden, neighbour)]
    chunks = chunk(b"tRNS", struct.pack(">3H", *hidden))
    picture = shown(png(32, 32, depth, 2, rows[0] * 16 + rows[1] * 16, before=chunks))
    assert corners_of(picture) == ("white", "white", "black", "black")


def test_half_transparent_is_half_white() -> None:
    content = encoded(Image.new("RGBA", (64, 48), (200, 0, 0, 128)), "PNG")
    assert distance(middle(shown(content)), (227, 127, 127)) <= 4


@pytest.mark.parametrize("mode", ["LA", "P", "I;16"])
@pytest.mark.parametrize("size", [(1600, 1300), (6000, 1301)])
def test_bands_leave_no_seams(mode: str, size: tuple[int, int]) -> None:
    """Tall enough for several; a slope from black to white must never step back."""
    slope = Image.linear_gradient("L").resize(size)
    picture = slope.convert("I").point(lambda value: value * 257).convert("I;16")
    if mode != "I;16":
        picture = slope.convert(mode)
    content = encoded(picture, "PNG", compress_level=1)
    jpeg = opened(render(BytesIO(content), preset=FAST).renditions[-1].content).convert("L")
    column = jpeg.resize((1, jpeg.height), Image.Resampling.BOX).tobytes()
    steps = [below - above for above, below in pairwise(column)]
    assert sum(steps) >= 250
    assert min(steps) >= -1
    assert max(steps) <= 255 / jpeg.height + 2


@pytest.mark.parametrize("image_format", ["GIF", "WEBP", "PNG", "AVIF"])
def test_of_an_animation_the_first_frame_is_shown(image_format: str) -> None:
    white = Image.new("RGB", (300, 200), "white")
    content = encoded(cornered(), image_format, save_all=True, append_images=[white, white])
    assert corners_of(shown(content)) == CORNERS


def test_a_wide_gamut_jpeg_that_is_shrunk_while_decoded_is_converted_too() -> None:
    assert corners_of(shown(camera_jpeg(3200, 2400))) == CORNERS


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_a_grey_profile_is_applied(mode: str) -> None:
    grey = Image.new("L", (64, 48), 200).convert(mode)
    dark = middle(shown(encoded(grey, "PNG", icc_profile=dark_grey_profile())))
    assert middle(shown(encoded(grey, "PNG")))[0] >= 198
    assert dark[0] < 170


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 200, display_p3()[:140], NAMELESS])
def test_a_broken_profile_is_ignored(profile: bytes) -> None:
    assert corners_of(shown(encoded(cornered(), "JPEG", icc_profile=profile))) == CORNERS


def test_a_profile_for_another_kind_of_picture_is_ignored() -> None:
    inked = encoded(cornered().convert("CMYK"), "JPEG", icc_profile=display_p3())
    assert corners_of(shown(inked)) == CORNERS
