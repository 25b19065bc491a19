"""No camera metadata reaches a rendition."""

from io import BytesIO

import pytest
from PIL import Image

from core.media.colour.space import DISPLAY_P3_PROFILE
from core.media.presets import FAST
from core.media.renditions import render
from tests.media.pictures import (
    CANARY,
    CORNERS,
    XMP,
    camera_jpeg,
    cornered,
    corners_of,
    display_p3,
    encoded,
    exif,
    opened,
)

TRACES = (
    CANARY.encode(),
    b"Exif",
    b"GPS",
    b"http://ns.adobe",
    b"x:xmpmeta",
    b"ICC_PROFILE",
    b"8BIM",
    b"Photoshop",
    b"MPF",
)


def traces_in(content: bytes) -> set[bytes]:
    return {trace for trace in TRACES if trace in content}


def test_a_camera_picture_of_twelve_megapixels_leaves_no_trace() -> None:
    original = camera_jpeg(4032, 3024)
    found = {CANARY.encode(), b"Exif", b"http://ns.adobe", b"ICC_PROFILE", b"8BIM"}
    assert found <= traces_in(original), "the test looks for what is not there"
    result = render(BytesIO(original), preset=FAST)
    assert (result.width, result.height) == (3024, 4032)
    assert result.widths == [320, 640, 1080, 1440]
    for rendition in result.renditions:
        assert traces_in(rendition.content) == set(), rendition.filename
        picture = opened(rendition.content)
        assert not picture.getexif()
        assert not {"exif", "xmp", "comment", "photoshop"} & set(picture.info)
        assert picture.info.get("icc_profile") in {None, DISPLAY_P3_PROFILE}
        assert corners_of(picture) == CORNERS


@pytest.mark.parametrize("image_format", ["PNG", "WEBP", "AVIF", "HEIF"])
def test_no_other_format_leaves_a_trace_either(image_format: str) -> None:
    original = encoded(
        cornered(),
        image_format,
        exif=exif(1, place=True),
        icc_profile=display_p3(),
        xmp=XMP,
    )
    assert CANARY.encode() in original
    for rendition in render(BytesIO(original), preset=FAST).renditions:
        assert traces_in(rendition.content) == set(), rendition.filename


def test_a_gif_comment_is_left_behind() -> None:
    original = encoded(cornered(), "GIF", comment=CANARY.encode())
    assert CANARY.encode() in original
    for rendition in render(BytesIO(original), preset=FAST).renditions:
        assert traces_in(rendition.content) == set()


def test_data_appended_to_a_picture_is_dropped() -> None:
    """A page, an archive or a phone's short film after the picture's end."""
    original = encoded(cornered(), "JPEG") + b"PK\x03\x04<script>alert(1)</script>ftypmp42"
    for rendition in render(BytesIO(original), preset=FAST).renditions:
        assert b"<script>" not in rendition.content
        assert b"ftypmp42" not in rendition.content
        assert b"PK\x03\x04" not in rendition.content


def test_a_second_picture_in_the_file_is_left_behind() -> None:
    secret = Image.new("RGB", (300, 200), "white")
    mpo = encoded(cornered(), "MPO", save_all=True, append_images=[secret])
    for rendition in render(BytesIO(mpo), preset=FAST).renditions:
        assert traces_in(rendition.content) == set()
        assert corners_of(opened(rendition.content)) == CORNERS
