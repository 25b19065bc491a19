"""Django's upload handler for large files, which deletes what it could not write whole."""

from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class TidyUploadHandler(TemporaryFileUploadHandler):
    """Django's own leaves it to the garbage collector, while the disk is full."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError:
            self._delete()
            raise

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        try:
            return super().file_complete(file_size)
        except OSError:
            self._delete()
            raise

    def _delete(self) -> None:
        with suppress(OSError):
            self.upload_interrupted()
