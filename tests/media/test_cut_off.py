"""Files that end too early: shown if the picture is whole to the eye, refused if it is not."""

from functools import partial
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from core.media.headers.base import DamagedFileError
from core.media.presets import FAST
from core.media.renditions import render
from core.media.square import render_square
from tests.media.pictures import encoded, noise, opened

PICTURE = noise(320, 400)
KINDS: dict[str, bytes] = {
    "a JPEG": encoded(PICTURE, "JPEG"),
    "a progressive JPEG": encoded(PICTURE, "JPEG", progressive=True),
    "a PNG": encoded(PICTURE, "PNG"),
    "a PNG with a palette": encoded(PICTURE.quantize(64), "PNG"),
    "a GIF": encoded(PICTURE.quantize(64), "GIF", interlace=False),
    "an interlaced GIF": encoded(PICTURE.quantize(64), "GIF", interlace=True),
    "a transparent GIF": encoded(PICTURE.quantize(64), "GIF", transparency=63, interlace=False),
}


def shown(content: bytes) -> Image.Image:
    return opened(render(BytesIO(content), preset=FAST).renditions[-1].content)


def differences(one: Image.Image, other: Image.Image) -> list[float]:
    """The mean difference of upper, middle and lower rows."""
    assert one.size == other.size
    difference = ImageChops.difference(one.convert("L"), other.convert("L"))
    bands = [difference.crop((0, top, one.width, top + 100)) for top in (0, 150, 300)]
    return [ImageStat.Stat(band).mean[0] for band in bands]


@pytest.mark.parametrize("content", KINDS.values(), ids=KINDS)
def test_a_picture_without_its_last_bytes_looks_the_same(content: bytes) -> None:
    whole = shown(content)
    for missing in (1, 2):
        assert max(differences(shown(content[:-missing]), whole)) < 1
    *upper, lower = differences(shown(content[:-30]), whole)
    assert max(upper) < 4
    assert lower < 20
    square = render_square(BytesIO(content[:-12]), crop=None, preset=FAST)
    assert square.width == 320


@pytest.mark.parametrize("content", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("kept", [0.5, 0.3])
def test_half_a_picture_is_refused(content: bytes, kept: float) -> None:
    half = BytesIO(content[: int(len(content) * kept)])
    for renders in (render, partial(render_square, crop=None)):
        with pytest.raises((OSError, SyntaxError, DamagedFileError)):
            renders(half, preset=FAST)


def test_missing_rows_repeat_the_last_one() -> None:
    slope = Image.linear_gradient("L").resize((300, 400))
    content = encoded(slope, "PNG", compress_level=0)
    cut = shown(content[:-3000])
    assert cut.getpixel((150, 399)) == pytest.approx(cut.getpixel((150, 385)), abs=4)


def test_a_large_jpeg_that_is_shrunk_while_decoded_may_lack_its_last_rows_too() -> None:
    content = encoded(noise(2900, 1200), "JPEG", quality=30)
    assert shown(content[:-200]).size == (1440, 596)
    with pytest.raises(OSError, match="truncated"):
        shown(content[: len(content) * 9 // 10])
