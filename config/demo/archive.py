"""Puts the drawn files into the product's own storage, and takes them back if seeding fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from config.demo.studio import Photograph, Portrait
from core.media.formats import ImageFormat
from core.media.store import MediaStore, new_key
from posts.pictures import describe_renditions


@dataclass(frozen=True)
class Filed:
    """A photograph in the store: everything that its row says."""

    original: str
    folder: str
    width: int
    height: int
    blurhash: str
    renditions: list[tuple[int, int]]
    alt: str


@dataclass(frozen=True)
class FiledPortrait:
    key: str
    blurhash: str


class Archive:
    def __init__(self) -> None:
        self._store = MediaStore()
        self._originals: list[str] = []
        self._folders: list[str] = []
        self._portraits: list[str] = []

    def file(self, photograph: Photograph) -> Filed:
        rendered = photograph.rendered
        extension = ImageFormat.JPEG.extension
        self._originals.append(self._store.save_original(BytesIO(photograph.original), extension))
        self._folders.append(self._store.publish(rendered))
        return Filed(
            original=self._originals[-1],
            folder=self._folders[-1],
            width=rendered.width,
            height=rendered.height,
            blurhash=rendered.blurhash,
            renditions=describe_renditions(rendered),
            alt=photograph.alt,
        )

    def file_portrait(self, portrait: Portrait) -> FiledPortrait:
        key = storages["media"].save(f"{new_key()}.jpg", ContentFile(portrait.content))
        self._portraits.append(key)
        return FiledPortrait(key, portrait.blurhash)

    def discard(self) -> None:
        for original in self._originals:
            self._store.delete_original(original)
        for folder in self._folders:
            self._store.delete_all(folder)
        for portrait in self._portraits:
            storages["media"].delete(portrait)


@contextmanager
def new_archive() -> Iterator[Archive]:
    archive = Archive()
    try:
        yield archive
    except BaseException:  # Ctrl-C, too, shall leave nothing behind
        archive.discard()
        raise
