"""Which sizes there are, for pictures of any shape."""

from io import BytesIO

import blurhash
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.media.presets import FAST, GOOD
from core.media.renditions import render
from core.media.sizes import MAX_HEIGHT, RENDITION_WIDTHS, best_width, sizes_for
from tests.media.pictures import cornered, distance, encoded, opened


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ((4032, 3024), [(320, 240), (640, 480), (1080, 810), (1440, 1080)]),
        ((3024, 4032), [(320, 427), (640, 853), (1080, 1440), (1440, 1920)]),
        ((1440, 1440), [(320, 320), (640, 640), (1080, 1080), (1440, 1440)]),
        ((1200, 900), [(320, 240), (640, 480), (1080, 810), (1200, 900)]),
        ((640, 480), [(320, 240), (640, 480)]),
        ((200, 300), [(200, 300)]),
        ((1, 1), [(1, 1)]),
        ((50_000, 1_000), [(320, 6), (640, 13), (1080, 22), (1440, 29)]),
        ((50_000, 1), [(320, 1), (640, 1), (1080, 1), (1440, 1)]),
        ((1440, 34_000), [(243, 5738)]),
        ((1, 50_000), [(1, 5760)]),
    ],
)
def test_the_sizes(original: tuple[int, int], expected: list[tuple[int, int]]) -> None:
    assert sizes_for(*original) == expected


@given(st.integers(1, 60_000), st.integers(1, 60_000))
def test_no_size_is_larger_than_the_picture_or_of_another_shape(width: int, height: int) -> None:
    sizes = sizes_for(width, height)
    assert [w for w, _ in sizes] == sorted({w for w, _ in sizes})
    for step_width, step_height in sizes:
        assert 1 <= step_width <= min(width, 1440)
        assert 1 <= step_height <= min(height, MAX_HEIGHT)
        within_rounding = abs(step_width * height / width - step_height) <= 1
        assert within_rounding or step_height == MAX_HEIGHT


@pytest.mark.parametrize(
    ("widths", "expected"),
    [
        ([320, 640, 1080, 1440], [320, 640, 1080, 1440]),
        ([320, 640, 1080, 1200], [320, 640, 1080, 1200]),
        ([320, 640, 900], [320, 640, 900, 900]),
        ([200], [200, 200, 200, 200]),
    ],
)
def test_a_size_name_means_the_best_available_width(widths: list[int], expected: list[int]) -> None:
    assert [best_width(widths, name) for name in RENDITION_WIDTHS] == expected


def test_every_size_is_rendered_in_every_format_with_true_dimensions() -> None:
    result = render(BytesIO(encoded(cornered(1500, 1000), "JPEG")), preset=FAST)
    assert [rendition.filename for rendition in result.renditions] == [
        f"{width}.{extension}"
        for width in (320, 640, 1080, 1440)
        for extension in ("avif", "webp", "jpg")
    ]
    for rendition in result.renditions:
        assert opened(rendition.content).size == (rendition.width, rendition.height)
    assert (result.width, result.height) == (1500, 1000)


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (2000, 3), (3, 2000), (60, 12_000)])
def test_pictures_of_odd_shapes_are_rendered(size: tuple[int, int]) -> None:
    result = render(BytesIO(encoded(Image.new("RGB", size, "red"), "PNG")), preset=FAST)
    assert (result.width, result.height) == size
    for rendition in result.renditions:
        assert opened(rendition.content).size == (rendition.width, rendition.height)


def test_good_looks_closer_to_the_original_than_fast_and_both_are_close() -> None:
    original = Image.radial_gradient("L").resize((400, 300)).convert("RGB")
    content = encoded(original, "PNG")
    for preset in (GOOD, FAST):
        for rendition in render(BytesIO(content), preset=preset).renditions[-3:]:
            picture = opened(rendition.content)
            for place in [(20, 20), (200, 150), (390, 10)]:
                wanted, got = original.getpixel(place), picture.getpixel(place)
                assert isinstance(wanted, tuple)
                assert isinstance(got, tuple)
                assert distance(wanted, got) <= 6, rendition.filename


def test_the_blurhash_is_a_small_likeness() -> None:
    result = render(BytesIO(encoded(cornered(400, 300), "JPEG")), preset=FAST)
    assert blurhash.components(result.blurhash) == (4, 3)
    likeness = blurhash.decode(result.blurhash, 8, 8)
    red, green, blue = likeness[1][1]
    assert red > 150 > max(green, blue)


def test_a_tall_picture_has_a_tall_blurhash() -> None:
    result = render(BytesIO(encoded(cornered(300, 400), "JPEG")), preset=FAST)
    assert blurhash.components(result.blurhash) == (3, 4)
