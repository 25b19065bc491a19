"""What a file says about its colours is believed, in the same order as by browsers."""

import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from core.media.colour.space import DISPLAY_P3_PROFILE
from core.media.presets import FAST
from core.media.renditions import render
from core.media.square import render_square
from tests.media.pictures import (
    chunk,
    dark_grey_profile,
    display_p3,
    distance,
    encoded,
    icc_chunk,
    middle,
    opened,
    with_chunk,
)

MUTED = (200, 100, 100)
# The same numbers mean a stronger red on a screen with wide gamut.
MUTED_OF_P3 = (215, 94, 97)
P3, PQ, HLG, SRGB, TELEVISION = (12, 13), (9, 16), (9, 18), (1, 13), (1, 1)


def flat(colour: tuple[int, ...]) -> Image.Image:
    return Image.new("RGB", (64, 48), colour)


def stripes(*colours: tuple[int, ...]) -> Image.Image:
    picture = Image.new("RGB", (64 * len(colours), 48))
    for place, colour in enumerate(colours):
        picture.paste(colour, (64 * place, 0, 64 * place + 64, 48))
    return picture


def png_of(colour: tuple[int, ...], *chunks: bytes) -> bytes:
    return with_chunk(encoded(flat(colour), "PNG"), b"".join(chunks))


def cicp(codes: tuple[int, int]) -> bytes:
    return chunk(b"cICP", bytes((*codes, 0, 1)))


def gamma(value: float) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", round(value * 100_000)))


def chromaticities(*values: float) -> bytes:
    return chunk(b"cHRM", struct.pack(">8I", *(round(value * 100_000) for value in values)))


CHRM_OF_P3 = chromaticities(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
SRGB_CHUNK = chunk(b"sRGB", b"\0")


def with_nclx(image_format: str) -> Callable[[Image.Image, tuple[int, int]], bytes]:
    """Makes files that say their colour space as videos do."""

    def make(picture: Image.Image, codes: tuple[int, int]) -> bytes:
        content = encoded(picture, image_format, quality=90)
        at = content.index(b"nclx") + 4
        return content[:at] + struct.pack(">HH", *codes) + content[at + 4 :]

    return make


def with_cicp(picture: Image.Image, codes: tuple[int, int]) -> bytes:
    return with_chunk(encoded(picture, "PNG"), cicp(codes))


BY_CODES = {"PNG": with_cicp, "AVIF": with_nclx("AVIF"), "HEIC": with_nclx("HEIF")}


def shown(content: bytes) -> tuple[int, ...]:
    """The colour of the JPEG, which is in sRGB."""
    return middle(opened(render(BytesIO(content), preset=FAST).renditions[-1].content))


@pytest.mark.parametrize("make", BY_CODES.values(), ids=BY_CODES)
def test_colours_said_by_codes_are_shown(
    make: Callable[[Image.Image, tuple[int, int]], bytes],
) -> None:
    assert distance(shown(make(flat(MUTED), SRGB)), MUTED) <= 5
    assert distance(shown(make(flat(MUTED), P3)), MUTED_OF_P3) <= 5


def test_the_curve_of_television_is_that_of_its_screens() -> None:
    """But encoders of AVIF write its code where they mean sRGB."""
    grey = flat((128, 128, 128))
    assert distance(shown(with_cicp(grey, TELEVISION)), (121, 121, 121)) <= 2
    assert distance(shown(with_nclx("AVIF")(grey, TELEVISION)), (128, 128, 128)) <= 2


@pytest.mark.parametrize(
    "content",
    [
        encoded(flat(MUTED), "JPEG", icc_profile=display_p3()),
        png_of(MUTED, CHRM_OF_P3),
        png_of(MUTED, cicp(P3)),
    ],
    ids=["ICC", "cHRM", "cICP"],
)
def test_wide_gamut_is_kept_where_a_rendition_can_hold_it(content: bytes) -> None:
    avif, webp, jpeg = (
        opened(each.content) for each in render(BytesIO(content), preset=FAST).renditions
    )
    square = opened(render_square(BytesIO(content), crop=None, preset=FAST).renditions[0].content)
    for wide in (avif, webp, square):
        assert wide.info["icc_profile"] == DISPLAY_P3_PROFILE
        assert distance(middle(wide), MUTED) <= 4
    assert "icc_profile" not in jpeg.info
    assert distance(middle(jpeg), MUTED_OF_P3) <= 5


def test_plain_colours_need_no_profile() -> None:
    for content in (png_of(MUTED), png_of(MUTED, gamma(1 / 2.2)), png_of(MUTED, SRGB_CHUNK)):
        for rendition in render(BytesIO(content), preset=FAST).renditions:
            assert "icc_profile" not in opened(rendition.content).info


@pytest.mark.parametrize("make", BY_CODES.values(), ids=BY_CODES)
@pytest.mark.parametrize(("codes", "white"), [(PQ, 148), (HLG, 191)], ids=["PQ", "HLG"])
def test_hdr_is_neither_dull_nor_burnt_out(
    codes: tuple[int, int], white: int, make: Callable[[Image.Image, tuple[int, int]], bytes]
) -> None:
    """A white wall is bright, lights are brighter, and shadows stay dark."""
    shades = [0, 60, white, (white + 255) // 2, 255]
    content = make(stripes(*((shade,) * 3 for shade in shades)), codes)
    jpeg = opened(render(BytesIO(content), preset=FAST).renditions[-1].content)
    seen = [middle(jpeg.crop((64 * place, 0, 64 * place + 64, 48))) for place in range(5)]
    black, shadow, wall, lamp, sun = (colour[1] for colour in seen)
    assert all(distance(colour, (colour[1],) * 3) <= 6 for colour in seen)
    assert black <= 3
    assert 15 < shadow < 90
    assert 180 < wall < 205 < lamp
    assert sun >= 250


def test_hdr_keeps_its_hues() -> None:
    content = png_of((170, 148, 120), cicp(PQ))
    renditions = render(BytesIO(content), preset=FAST).renditions
    assert opened(renditions[0].content).info["icc_profile"] == DISPLAY_P3_PROFILE
    as_in_browsers = (255, 147, 81)
    assert distance(middle(opened(renditions[-1].content)), as_in_browsers) <= 6


@pytest.mark.parametrize(
    ("file_gamma", "expected"), [(1.0, 188), (1 / 1.8, 147), (1 / 2.2, 128), (0.0, 128), (200, 128)]
)
def test_the_gamma_of_a_png_is_believed(file_gamma: float, expected: int) -> None:
    assert distance(shown(png_of((128,) * 3, gamma(file_gamma))), (expected,) * 3) <= 2


IGNORED = icc_chunk(dark_grey_profile())
STRONGER = {
    "cICP over ICC": (cicp(SRGB), icc_chunk(display_p3())),
    "ICC over sRGB": (icc_chunk(display_p3()), SRGB_CHUNK),
    "sRGB over gAMA and cHRM": (SRGB_CHUNK, gamma(1.0), CHRM_OF_P3),
    "sRGB over an ICC that does not fit": (IGNORED, SRGB_CHUNK),
    "cHRM over an ICC that does not fit": (IGNORED, CHRM_OF_P3),
    "ICC over a cICP of unknown codes": (cicp((200, 200)), icc_chunk(display_p3())),
}


@pytest.mark.parametrize("name", STRONGER)
def test_of_two_colour_spaces_the_one_counts_that_browsers_take(name: str) -> None:
    expected = MUTED_OF_P3 if name.startswith(("ICC", "cHRM")) else MUTED
    assert distance(shown(png_of(MUTED, *STRONGER[name])), expected) <= 5


@pytest.mark.parametrize("image_format", ["AVIF", "HEIF"])
def test_an_icc_profile_counts_more_than_codes(image_format: str) -> None:
    content = encoded(flat(MUTED), image_format, quality=90, icc_profile=display_p3())
    assert distance(shown(content), MUTED_OF_P3) <= 5


@pytest.mark.parametrize("mode", ["RGB", "P", "RGBA"])
def test_a_grey_profile_does_not_take_the_colours_of_a_photo(mode: str) -> None:
    content = encoded(flat(MUTED).convert(mode), "PNG", icc_profile=dark_grey_profile())
    assert distance(shown(content), MUTED) <= 4


def test_a_grey_jpeg_with_a_profile_of_colours_stays_grey() -> None:
    content = encoded(Image.new("L", (64, 48), 90), "JPEG", icc_profile=display_p3())
    assert distance(shown(content), (90, 90, 90)) <= 2
