"""Puts the pictures into the product's own storage, and takes them out if seeding fails."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from config.demo.pictures import Avatar, Picture
from core.media.encode import encode
from core.media.formats import ImageFormat, RenditionFormat
from core.media.presets import FAST
from core.media.rendered import Rendered, Rendition
from core.media.sizes import sizes_for
from core.media.square import SQUARE_SIDE
from core.media.store import MediaStore


@dataclass(frozen=True)
class StoredPicture:
    """`original` and `folder` are the store's keys."""

    picture: Picture
    rendered: Rendered
    original: str
    folder: str


class DemoMedia:
    """Each post has files of its own, also where two show the same picture."""

    def __init__(self) -> None:
        self._store = MediaStore()
        self._originals: list[str] = []
        self._folders: list[str] = []
        self._avatars: list[str] = []

    def store_pictures(
        self, pictures: Sequence[Picture], rendered: Mapping[Picture, Rendered]
    ) -> Iterator[StoredPicture]:
        """In the same order."""
        for picture in pictures:
            yield self._store_picture(picture, rendered[picture])

    def _store_picture(self, picture: Picture, rendered: Rendered) -> StoredPicture:
        with picture.path.open("rb") as file:
            original = self._store.save_original(file, ImageFormat.WEBP.extension)
        self._originals.append(original)
        folder = self._store.save_renditions(rendered)
        self._folders.append(folder)
        return StoredPicture(picture, rendered, original, folder)

    def store_avatar(self, avatar: Avatar) -> str:
        """The key."""
        content = avatar.path.read_bytes()
        key = self._store.save_rendition(
            Rendition(RenditionFormat.WEBP, SQUARE_SIDE, SQUARE_SIDE, content)
        )
        self._avatars.append(key)
        return key

    def delete_all(self) -> None:
        for original in self._originals:
            self._store.delete_original(original)
        for folder in self._folders:
            self._store.delete_renditions(folder)
        for avatar in self._avatars:
            self._store.delete_rendition(avatar)


@contextmanager
def demo_media() -> Iterator[DemoMedia]:
    media = DemoMedia()
    try:
        yield media
    except BaseException:  # Ctrl-C must not leave files behind either
        media.delete_all()
        raise


def render_all(pictures: Iterable[Picture]) -> dict[Picture, Rendered]:
    """Each picture once; Pillow lets go of the interpreter's lock, so threads use all cores."""
    distinct = list(dict.fromkeys(pictures))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return dict(zip(distinct, threads.map(render, distinct), strict=True))


def render(picture: Picture) -> Rendered:
    """In WebP and JPEG, at full size and as a thumbnail.

    AVIF and the sizes between would take most of the time of a first start.
    """
    content = picture.path.read_bytes()
    image = Image.open(BytesIO(content))
    renditions: list[Rendition] = []
    thumbnail, *_, largest = sizes_for(image.width, image.height)
    for width, height in (thumbnail, largest):
        step = image.resize((width, height), Image.Resampling[FAST.scaling], reducing_gap=2.0)
        for kind in (RenditionFormat.WEBP, RenditionFormat.JPEG):
            is_file = kind is RenditionFormat.WEBP and width == image.width
            encoded = content if is_file else encode(step, kind, FAST)
            renditions.append(Rendition(kind, width, height, encoded))
    return Rendered(image.width, image.height, picture.blurhash, tuple(renditions))
