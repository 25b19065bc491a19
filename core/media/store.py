"""Where pictures are kept, originals and renditions apart, under random keys."""

import re
import secrets
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from core.media.formats import ImageFormat
from core.media.rendered import Rendered, Rendition

# Every key that a URL is looked up by: of a photograph's rendition, which has a width, or of a
# picture that is alone under its base, as avatars are. Neither can name the other's file.
KEY = re.compile(
    r"(?P<base>[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32})(?P<width>/[0-9]{1,5})?"
    r"\.(?P<extension>avif|webp|jpg)"
)

_EXTENSIONS = frozenset(image_format.extension for image_format in ImageFormat)


def new_key() -> str:
    """128 random bits, in two levels of folders: `ab/cd/abcd…`."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name[2:4]}/{name}"


class MediaStore:
    """Speaks Django's storage API only, so that a folder and a bucket are the same to it.

    An original's key is `ab/cd/abcd….jpg`; a picture's base key is `ab/cd/abcd…`, and its
    renditions are at `<base key>/<width>.<extension>`. Every method may raise OSError, or what
    the configured storage raises when it is away.
    """

    def save_original(self, file: IO[bytes], extension: str) -> str:
        """`extension` is that of `ImageInfo`. Returns the key."""
        if extension not in _EXTENSIONS:
            raise ValueError(f"no picture's extension: {extension}")
        file.seek(0)
        return _save(self._originals, f"{new_key()}.{extension}", File(file))

    def open_original(self, key: str) -> File[bytes]:
        """Raises FileNotFoundError."""
        return self._originals.open(key, "rb")

    def delete_original(self, key: str) -> None:
        """Idempotent."""
        self._originals.delete(key)

    def publish(self, rendered: Rendered, *, base: str | None = None) -> str:
        """Store all renditions and return their base key; nothing is left when one fails.

        Given a `base` (a retry's, which the row already names) it replaces what is there.
        """
        if base is None:
            base = new_key()
        else:
            self.delete_all(base)
        try:
            for rendition in rendered.renditions:
                content = _Picture(rendition.content, rendition.format.mime)
                _save(self._renditions, f"{base}/{rendition.filename}", content)
        except Exception:
            self.delete_all(base)
            raise
        return base

    def publish_one(self, rendition: Rendition) -> str:
        """Store a picture that has no other renditions; returns its key, `ab/cd/abcd….webp`."""
        key = f"{new_key()}.{rendition.format.extension}"
        return _save(self._renditions, key, _Picture(rendition.content, rendition.format.mime))

    def delete_one(self, key: str) -> None:
        """Idempotent."""
        self._renditions.delete(key)

    def url(self, key: str) -> str:
        """Of one picture by its whole key, e.g. `ab/cd/abcd…/1080.jpg`."""
        return self._renditions.url(key)

    def delete_all(self, base: str) -> None:
        """Idempotent."""
        try:
            _, filenames = self._renditions.listdir(base)
        except FileNotFoundError:
            return
        for filename in filenames:
            self._renditions.delete(f"{base}/{filename}")
        self._renditions.delete(base)  # the folder, where there are folders

    @property
    def _renditions(self) -> Storage:
        return storages["media"]

    @property
    def _originals(self) -> Storage:
        return storages["originals"]


class _Picture(ContentFile[bytes]):
    """Tells a bucket the type, since Python 3.11 cannot guess it from `.avif`."""

    def __init__(self, content: bytes, content_type: str) -> None:
        super().__init__(content)
        self.content_type = content_type


def _save(storage: Storage, key: str, content: File[bytes]) -> str:
    """A storage may choose another name when one is taken; then a row would name nothing."""
    name = storage.save(key, content)
    if name != key:
        storage.delete(name)
        raise FileExistsError(key)
    return key
