"""The demo's picture files and the table that describes them."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from config.demo.people import demo_usernames
from config.demo.pictures import DATA, Avatar, Picture, all_pictures, avatars_by_username
from config.demo.texts import SEVERAL, topics
from core.media.encode import blurhash_of
from posts.models import Media

MAX_BYTES = 6_000_000
MAX_SIDE = 1440
MIN_SIDE = 960


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    """Replaces the one of all other tests: nothing here needs a server."""


def test_every_file_is_described_and_every_description_has_a_file() -> None:
    assert _names(DATA / "pictures") == sorted(picture.name for picture in all_pictures())
    assert _names(DATA / "avatars") == sorted(avatars_by_username()) == sorted(demo_usernames())


def test_all_files_together_are_small() -> None:
    assert sum(path.stat().st_size for path in DATA.rglob("*.webp")) <= MAX_BYTES


def test_there_are_a_hundred_and_twenty_pictures_of_a_hundred_subjects() -> None:
    assert len(all_pictures()) >= 120
    assert len({(picture.kind, picture.subject) for picture in all_pictures()}) >= 100


def test_no_two_pictures_are_the_same() -> None:
    contents = [picture.path.read_bytes() for picture in all_pictures()]
    assert len(set(contents)) == len(contents)


def test_pictures_have_the_usual_shapes() -> None:
    images = [_image(picture.path) for picture in all_pictures()]
    shapes = Counter(round(image.width / image.height, 2) for image in images)
    assert set(shapes) == {0.8, 1.0, 1.78}
    assert min(shapes.values()) >= 15


def test_pictures_are_webp_files_without_metadata() -> None:
    for picture in all_pictures():
        image = _image(picture.path)
        assert (image.format, image.mode) == ("WEBP", "RGB"), picture.name
        assert MAX_SIDE >= max(image.size) >= MIN_SIDE, picture.name
        assert not {"exif", "xmp", "icc_profile"} & set(image.info), picture.name


def test_avatars_are_small_squares_without_metadata() -> None:
    for avatar in avatars_by_username().values():
        image = _image(avatar.path)
        assert (image.format, image.size) == ("WEBP", (320, 320)), avatar.name
        assert not {"exif", "xmp", "icc_profile"} & set(image.info), avatar.name


def test_descriptions_are_complete() -> None:
    longest = Media._meta.get_field("alt").max_length or 0
    for picture in all_pictures():
        assert picture.subject, picture.name
        assert picture.alt[0].isupper(), picture.name
        assert len(picture.alt) <= longest, picture.name


def test_blurhashes_are_those_of_the_files() -> None:
    files: list[Picture | Avatar] = [*all_pictures(), *avatars_by_username().values()]
    for each in files:
        assert each.blurhash == blurhash_of(_image(each.path)), each.name


def test_every_subject_of_a_caption_has_a_picture() -> None:
    captions = [caption for topic in topics().values() for caption in topic.captions]
    shown = {(picture.kind, picture.subject) for picture in all_pictures()}
    assert {(each.kind, each.subject) for each in captions if each.subject != SEVERAL} == shown


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.iterdir())


def _image(path: Path) -> Image.Image:
    """Its header is read; the rest is decoded by who looks at it."""
    return Image.open(BytesIO(path.read_bytes()))
