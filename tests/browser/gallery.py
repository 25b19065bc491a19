"""Photos: files to choose in a form, and posts whose pictures load."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from accounts.models import User
from core.media.sandbox import render_sandboxed
from core.media.store import MediaStore
from posts.models import Post
from posts.pictures import rendition_sizes
from tests.factories import NOW, make_media, make_post
from tests.media.pictures import cornered, encoded, exif

StoredPictures = list[dict[str, Any]]

GERMAN = (
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen im Abendlicht, aufgenommen am "
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzdenkmal:\n\n"
    "https://example.org/ein/sehr/langer/pfad/ohne/jede/trennstelle/der/niemals/enden/will/x.html\n"
) + "Kraftfahrzeughaftpflichtversicherung" * 12
ARABIC = "صورةٌ من الميناء عند الغروب، والضوء على الماء هادئٌ جميل. @alice " * 12


def photograph(width: int = 4000, height: int = 3000) -> bytes:
    """Some megabytes as from a phone held upright: turned by 90 degrees, with GPS and noise.

    `width` and `height` are the sensor's. Upright the corners are those of `cornered`.
    """
    upright = cornered(height, width)
    noise = Image.effect_noise(upright.size, 90).convert("RGB")
    grainy = Image.blend(upright, noise, 0.2)
    turned = grainy.transpose(Image.Transpose.ROTATE_90)
    return encoded(turned, "JPEG", quality=92, exif=exif(6, place=True))


def file_of(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@contextmanager
def store_pictures() -> Iterator[StoredPictures]:
    """A portrait and a landscape in the store, rendered as the worker does it."""
    store = MediaStore()
    stored_pictures = [_store_picture(store, size) for size in ((1500, 1200), (800, 1500))]
    yield stored_pictures
    for fields in stored_pictures:
        store.delete_renditions(fields["folder"])


def _store_picture(store: MediaStore, size: tuple[int, int]) -> dict[str, Any]:
    rendered = render_sandboxed(BytesIO(photograph(*size)))
    return {
        "folder": store.save_renditions(rendered),
        "width": rendered.width,
        "height": rendered.height,
        "blurhash": rendered.blurhash,
        "renditions": rendition_sizes(rendered),
    }


def show_post(
    author: User, stored_pictures: StoredPictures, *, photographs: int = 1, **fields: Any
) -> Post:
    post = make_post(author, photographs=0, **fields)
    for position in range(photographs):
        make_media(
            author, post=post, position=position, **stored_pictures[position % len(stored_pictures)]
        )
    return post


def show_posts(author: User, stored_pictures: StoredPictures, number: int) -> list[Post]:
    """One each hour, oldest first, in turn with a portrait and a landscape."""
    hours = [NOW - timedelta(hours=number - hour) for hour in range(number)]
    return [
        show_post(author, [stored_pictures[hour % 2]], at=at, caption=f"Picture {hour + 1}")
        for hour, at in enumerate(hours)
    ]
