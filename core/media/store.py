"""Stores originals and renditions in Django storages, under random keys."""

import re
import secrets
from contextlib import suppress
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from core.media.formats import ImageFormat
from core.media.rendered import Rendered, Rendition

# The key of a rendition: `<base>/<width>.<extension>` for a photo's, `<base>.<extension>` for a
# single file such as an avatar. No key can be read as both.
KEY_PATTERN = re.compile(
    r"(?P<base>[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32})(?P<width>/[0-9]{1,5})?"
    r"\.(?P<extension>avif|webp|jpg)"
)

_EXTENSIONS = frozenset(image_format.extension for image_format in ImageFormat)


def new_key() -> str:
    """A random key of 128 bits, in two levels of folders: `ab/cd/abcd…`."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name[2:4]}/{name}"


class MediaStore:
    """Files in the storages `originals` and `media`, which may be folders or buckets.

    An original's key is `ab/cd/abcd….jpg`. The renditions of a photo share a base key,
    `ab/cd/abcd…`, and are at `<base key>/<width>.<extension>`. Every method may raise OSError, or
    the storage's own errors when it is unavailable.
    """

    def save_original(self, file: IO[bytes], extension: str, *, key: str | None = None) -> str:
        """Store an upload and return its key; `extension` is that of `ImageInfo`.

        `key` is a new one with that extension, if the caller needs to know it before.

        Raises ValueError for an extension of no image format.
        """
        if extension not in _EXTENSIONS:
            raise ValueError(f"not an image's extension: {extension}")
        file.seek(0)
        return _save(self._originals, key or f"{new_key()}.{extension}", File(file))

    def open_original(self, key: str) -> File[bytes]:
        """Raises FileNotFoundError."""
        return self._originals.open(key, "rb")

    def delete_original(self, key: str) -> None:
        """Idempotent."""
        self._originals.delete(key)

    def save_renditions(self, rendered: Rendered, *, base: str | None = None) -> str:
        """Store all renditions and return their base key; if one fails, none is left.

        With `base`, the renditions replace all files under that key: a retry stays idempotent.
        """
        if base is None:
            base = new_key()
        else:
            self.delete_renditions(base)
        try:
            for rendition in rendered.renditions:
                _save(self._renditions, f"{base}/{rendition.filename}", _content_of(rendition))
        except Exception:
            self.delete_renditions(base)
            raise
        return base

    def delete_renditions(self, base: str) -> None:
        """Delete all files under a base key. Idempotent."""
        try:
            _, filenames = self._renditions.listdir(base)
        except FileNotFoundError:
            return
        for filename in filenames:
            self._renditions.delete(f"{base}/{filename}")
        self._renditions.delete(base)  # the folder, in a storage that has folders

    def save_rendition(self, rendition: Rendition, *, key: str | None = None) -> str:
        """Store a single rendition and return its key, `ab/cd/abcd….webp`; `key` as above."""
        key = key or f"{new_key()}.{rendition.format.extension}"
        return _save(self._renditions, key, _content_of(rendition))

    def delete_rendition(self, key: str) -> None:
        """Delete a single rendition by its key. Idempotent."""
        self._renditions.delete(key)

    def url(self, key: str) -> str:
        """The URL of one rendition by its key, e.g. `ab/cd/abcd…/1080.jpg`."""
        return self._renditions.url(key)

    @property
    def _renditions(self) -> Storage:
        return storages["media"]

    @property
    def _originals(self) -> Storage:
        return storages["originals"]


class _TypedContent(ContentFile[bytes]):
    """Names its MIME type for a bucket: Python 3.11 does not know `.avif`."""

    def __init__(self, content: bytes, content_type: str) -> None:
        super().__init__(content)
        self.content_type = content_type


def _content_of(rendition: Rendition) -> _TypedContent:
    return _TypedContent(rendition.content, rendition.format.mime)


def _save(storage: Storage, key: str, content: File[bytes]) -> str:
    """Leaves no part of a file that was not stored whole.

    Raises FileExistsError where the storage would choose another name for a taken key.
    """
    try:
        name = storage.save(key, content)
    except Exception:
        # No other file can have this random key.
        with suppress(Exception):
            storage.delete(key)
        raise
    if name != key:
        storage.delete(name)
        raise FileExistsError(key)
    return key
