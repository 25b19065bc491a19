"""Pictures are upright for every orientation of the camera."""

from io import BytesIO

import pytest
from PIL import Image

from core.media.inspect import inspect_image
from core.media.presets import FAST
from core.media.rendered import Rendered
from core.media.renditions import render
from tests.media.pictures import CORNERS, cornered, corners_of, encoded, exif, opened

# What a camera does to the upright picture when it writes this orientation into EXIF.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def rendered(content: bytes) -> Rendered:
    return render(BytesIO(content), preset=FAST)


def as_stored(orientation: int) -> Image.Image:
    turn = STORED[orientation]
    return cornered(300, 200) if turn is None else cornered(300, 200).transpose(turn)


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_all_orientations_come_out_upright(image_format: str, orientation: int) -> None:
    stored = as_stored(orientation)
    assert (corners_of(stored) == CORNERS) is (orientation == 1)
    content = encoded(stored, image_format, exif=exif(orientation))
    info, result = inspect_image(BytesIO(content)), rendered(content)
    assert (result.width, result.height) == (info.width, info.height) == (300, 200)
    for rendition in result.renditions:
        picture = opened(rendition.content)
        assert corners_of(picture) == CORNERS, rendition.filename
        assert picture.size == (rendition.width, rendition.height) == (300, 200)


def test_without_exif_a_picture_stays_as_it_is() -> None:
    stored = as_stored(6)
    result = rendered(encoded(stored, "JPEG"))
    assert corners_of(opened(result.renditions[0].content)) == corners_of(stored) != CORNERS


@pytest.mark.parametrize("nonsense", [0, 9, 65_535])
def test_an_orientation_that_does_not_exist_is_none(nonsense: int) -> None:
    result = rendered(encoded(cornered(), "JPEG", exif=exif(nonsense)))
    assert corners_of(opened(result.renditions[0].content)) == CORNERS


def test_an_orientation_in_xmp_alone_turns_nothing() -> None:
    """Browsers do not look there, so people have only ever seen such a picture unturned."""
    xmp = b'<rdf:Description tiff:Orientation="6"/>'
    result = rendered(encoded(cornered(), "JPEG", xmp=xmp))
    assert corners_of(opened(result.renditions[0].content)) == CORNERS
