"""Pictures under random keys, in whatever storage is configured."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from core.media.formats import RenditionFormat
from core.media.rendered import Rendered, Rendition
from core.media.store import MediaStore

KEY = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{28}")
PICTURES = tuple(
    Rendition(kind, width, width, f"{kind} of {width}".encode())
    for width in (320, 640)
    for kind in RenditionFormat
)
RENDERED = Rendered(640, 640, "LKO2?U%2Tw=w]~RBVZRi};RPxuwH", PICTURES)


class BucketStorage(Storage):
    """Like a bucket: no paths and no folders; and it records the content types."""

    def __init__(self, base_url: str = "/") -> None:
        self.base_url = base_url
        self.contents: dict[str, bytes] = {}
        self.types: dict[str, str | None] = {}

    def _save(self, name: str, content: File[bytes]) -> str:
        self.contents[name] = b"".join(content.chunks())
        self.types[name] = getattr(content, "content_type", None)
        return name

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if name not in self.contents:
            raise FileNotFoundError(name)
        return ContentFile(self.contents[name])

    def exists(self, name: str) -> bool:
        return name in self.contents

    def delete(self, name: str) -> None:
        self.contents.pop(name, None)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        inside = path.rstrip("/") + "/"
        return [], [name.removeprefix(inside) for name in self.contents if name.startswith(inside)]

    def url(self, name: str | None) -> str:
        return f"{self.base_url}{name}"


class FullStorage(BucketStorage):
    """Takes three files."""

    def _save(self, name: str, content: File[bytes]) -> str:
        if len(self.types) == 3:
            raise OSError("no space left")
        return super()._save(name, content)


def use(settings: Settings, media: dict[str, Any], originals: dict[str, Any]) -> None:
    settings.STORAGES = settings.STORAGES | {"media": media, "originals": originals}


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> MediaStore:
    if request.param == "bucket":
        bucket = {"BACKEND": "tests.media.test_store.BucketStorage"}
        use(settings, bucket | {"OPTIONS": {"base_url": "/media/"}}, bucket)
    else:
        folder = "django.core.files.storage.FileSystemStorage"
        use(
            settings,
            {
                "BACKEND": folder,
                "OPTIONS": {"location": tmp_path / "media", "base_url": "/media/"},
            },
            {"BACKEND": folder, "OPTIONS": {"location": tmp_path / "originals"}},
        )
    return MediaStore()


def test_an_original_is_kept_whole_under_a_random_key(store: MediaStore) -> None:
    upload = SimpleUploadedFile("../../etc/My Holiday.php.jpg", b"the picture")
    upload.read(4)
    key = store.save_original(upload, "jpg")
    assert KEY.fullmatch(key.removesuffix(".jpg"))
    with store.open_original(key) as original:
        assert original.read() == b"the picture"
    assert storages["originals"].exists(key)
    assert not storages["media"].exists(key)


def test_the_same_file_twice_has_two_keys(store: MediaStore) -> None:
    file = BytesIO(b"the picture")
    assert store.save_original(file, "png") != store.save_original(file, "png")


@pytest.mark.parametrize("extension", ["php", "svg", "", "jpg/../../x", ".jpg", "JPG"])
def test_only_a_pictures_extension_is_taken(store: MediaStore, extension: str) -> None:
    with pytest.raises(ValueError, match="extension"):
        store.save_original(BytesIO(b"x"), extension)


def test_a_missing_original_is_a_missing_file(store: MediaStore) -> None:
    with pytest.raises(FileNotFoundError):
        store.open_original("ab/cd/abcd.jpg").read()


def test_deleting_an_original_is_idempotent(store: MediaStore) -> None:
    key = store.save_original(BytesIO(b"the picture"), "jpg")
    store.delete_original(key)
    store.delete_original(key)
    assert not storages["originals"].exists(key)


def test_all_renditions_are_published_under_one_key(store: MediaStore) -> None:
    base = store.save_renditions(RENDERED)
    assert KEY.fullmatch(base)
    for rendition in PICTURES:
        with storages["media"].open(f"{base}/{rendition.filename}") as file:
            assert file.read() == rendition.content
    assert store.url(f"{base}/320.avif") == f"/media/{base}/320.avif"


def test_a_retry_replaces_existing_files(store: MediaStore) -> None:
    base = store.save_renditions(RENDERED)
    newer = Rendered(320, 320, RENDERED.blurhash, (PICTURES[0],))
    assert store.save_renditions(newer, base=base) == base
    assert storages["media"].listdir(base)[1] == ["320.avif"]


def test_deleting_a_file_is_idempotent(store: MediaStore) -> None:
    base, other = store.save_renditions(RENDERED), store.save_renditions(RENDERED)
    store.delete_renditions(base)
    store.delete_renditions(base)
    assert not storages["media"].exists(f"{base}/320.avif")
    assert not storages["media"].exists(base)
    assert storages["media"].exists(f"{other}/320.avif")


def test_a_key_that_is_taken_is_never_shared(store: MediaStore) -> None:
    """A folder would save under another name and a row would name the wrong file."""
    twice = Rendered(320, 320, RENDERED.blurhash, (PICTURES[0], PICTURES[0]))
    with pytest.raises(FileExistsError):
        store.save_renditions(twice)


def test_a_storage_failure_leaves_no_files(settings: Settings) -> None:
    bucket = {"BACKEND": "tests.media.test_store.FullStorage"}
    use(settings, bucket, bucket)
    with pytest.raises(OSError, match="no space left"):
        MediaStore().save_renditions(RENDERED)
    media = storages["media"]
    assert isinstance(media, FullStorage)
    assert len(media.types) == 3
    assert not any(media.exists(name) for name in media.types)


def test_a_bucket_is_given_the_content_types(settings: Settings) -> None:
    bucket = {"BACKEND": "tests.media.test_store.BucketStorage"}
    use(settings, bucket, bucket)
    base = MediaStore().save_renditions(RENDERED)
    media = storages["media"]
    assert isinstance(media, BucketStorage)
    assert media.types[f"{base}/320.avif"] == "image/avif"
    assert media.types[f"{base}/640.jpg"] == "image/jpeg"
