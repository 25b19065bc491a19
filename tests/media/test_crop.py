"""A square crop is the part that the user saw."""

from io import BytesIO

import pytest
from PIL import Image

from core.errors import UnavailableError
from core.media import sync_crop
from core.media.crop import Crop, centred
from core.media.presets import GOOD
from core.media.rendered import Rendered
from core.media.sandbox import crop_sandboxed
from core.media.square import render_square
from tests.media.pictures import CORNERS, bomb, corners_of, encoded, exif, opened
from tests.media.test_orientation import STORED, as_stored

QUARTERS = {
    "red": Crop(0, 0, 0.5),
    "lime": Crop(1, 0, 0.5),
    "blue": Crop(0, 1, 0.5),
    "yellow": Crop(0.7, 0.6, 0.4),
}


def cut(content: bytes, crop: Crop | None = None) -> Image.Image:
    return opened(result(content, crop).renditions[0].content)


def result(content: bytes, crop: Crop | None = None) -> Rendered:
    return crop_sandboxed(BytesIO(content), crop=crop)


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("image_format", ["JPEG", "AVIF"])
def test_the_crop_is_right_for_every_orientation(image_format: str, orientation: int) -> None:
    content = encoded(as_stored(orientation), image_format, exif=exif(orientation))
    middle = opened(render_square(BytesIO(content), crop=None, preset=GOOD).renditions[0].content)
    assert (middle.format, middle.size, corners_of(middle)) == ("WEBP", (200, 200), CORNERS)
    for colour, crop in QUARTERS.items():
        quarter = render_square(BytesIO(content), crop=crop, preset=GOOD)
        assert set(corners_of(opened(quarter.renditions[0].content))) == {colour}
    assert set(corners_of(cut(content, QUARTERS["blue"]))) == {"blue"}


def test_the_sandbox_cuts_the_middle_by_default() -> None:
    content = encoded(as_stored(1), "PNG")
    middle = cut(content)
    assert (middle.format, middle.size, corners_of(middle)) == ("WEBP", (200, 200), CORNERS)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "I;16", "CMYK", "LA", "1"])
def test_every_pixel_format_becomes_rgb(mode: str) -> None:
    picture = Image.new("L", (900, 600), 255).convert(mode)
    content = encoded(picture, "JPEG" if mode == "CMYK" else "PNG")
    square = cut(content, Crop(0.1, 0.1, 0.9))
    assert (square.mode, square.size) == ("RGB", (320, 320))


def test_transparency_becomes_white() -> None:
    content = encoded(Image.new("RGBA", (2_000, 2_000), (0, 0, 0, 0)), "PNG")
    assert cut(content, Crop(0.5, 0.5, 0.2)).getpixel((100, 100)) == (255, 255, 255)


def test_a_corner_of_a_large_picture_is_sharp() -> None:
    picture = Image.new("RGB", (4_000, 3_000), "white")
    picture.paste("black", (0, 0, 150, 300))
    square = cut(encoded(picture, "JPEG", quality=95), Crop(0, 0, 0.1))
    assert square.size == (300, 300)
    grey = square.convert("L")
    assert grey.getpixel((140, 150)) < 30  # type: ignore[operator] # of "L", a number
    assert grey.getpixel((160, 150)) > 225  # type: ignore[operator]


@pytest.mark.parametrize("text", ["", "1", "0,0", "0,0,1,1", "a,b,c", "nan,0,1", "0,inf,1"])
def test_nonsense_is_no_crop(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever float() says
        Crop.parse(text)


@pytest.mark.parametrize("text", ["-0.1,0,1", "0,1.1,1", "0,0,0", "0,0,-1", "0,0,1.01"])
def test_outside_of_the_picture_is_no_crop(text: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        Crop.parse(text)


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (3, 7), (5_000, 2), (640, 480)])
def test_a_crop_never_reaches_beyond_the_edge(size: tuple[int, int]) -> None:
    for shares in ("0,0,1", "1,1,1", "0.99,0.5,0.001", "0.3,0.3,0.7"):
        left, top, right, bottom = Crop.parse(shares).box(*size)
        assert 0 <= left < right <= size[0]
        assert 0 <= top < bottom <= size[1]
        assert right - left == pytest.approx(bottom - top)
    assert centred(*size)[2] - centred(*size)[0] == min(size)


def test_only_two_crops_run_at_a_time_and_a_third_gets_a_503(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sync_crop.CROPPING, "seconds", 0.01)
    content = encoded(Image.new("RGB", (30, 30)), "PNG")
    assert sync_crop.crop_sync(BytesIO(content), crop=None).width == 30
    with sync_crop.CROPPING.turn(), sync_crop.CROPPING.turn(), pytest.raises(UnavailableError):
        sync_crop.crop_sync(BytesIO(content), crop=None)
    assert sync_crop.crop_sync(BytesIO(content), crop=None).width == 30


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(Exception, match="megapixels"):
        sync_crop.crop_sync(BytesIO(bomb()), crop=None)
