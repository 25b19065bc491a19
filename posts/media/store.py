"""Where pictures are kept: originals in private, renditions in public, under random keys."""

from typing import IO

from django.core.files.base import File

from posts.media.renditions import Rendered


class MediaStore:
    """Speaks Django's storage API only, so that a folder and a bucket are the same to it.

    An original's key is `ab/cd/abcd….jpg`; a picture's base key is `ab/cd/abcd…`, and its
    renditions are at `<base key>/<width>.<extension>`.
    """

    def save_original(self, file: IO[bytes], extension: str) -> str:
        """`extension` is that of `ImageInfo`. Returns the key."""
        raise NotImplementedError

    def open_original(self, key: str) -> File[bytes]:
        """Raises FileNotFoundError."""
        raise NotImplementedError

    def delete_original(self, key: str) -> None:
        raise NotImplementedError

    def publish(self, rendered: Rendered, *, base: str | None = None) -> str:
        """Store all renditions and return their base key.

        Given a `base` (a retry's, which the row already names) it replaces what is there.
        """
        raise NotImplementedError

    def url(self, base: str, filename: str) -> str:
        """`filename` is `Rendition.filename`, e.g. `1080.avif`."""
        raise NotImplementedError

    def delete_all(self, base: str) -> None:
        """Idempotent."""
        raise NotImplementedError
