"""The URLs of a photo's renditions, by width and format."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias
from uuid import UUID

from core.media.formats import RenditionFormat
from core.media.links import link_query
from core.media.rendered import Rendered
from core.media.sizes import RENDITION_WIDTHS, best_width
from core.media.store import MediaStore
from posts.models import Media
from posts.models.post import Viewer

# From a photo's folder to the query that makes its URLs links for one viewer.
Sign: TypeAlias = Callable[[str], str]


def signing_for(viewer: Viewer) -> Sign | None:
    """None for the anonymous, who see no photo that needs it."""
    return partial(_sign, viewer.pk) if viewer.is_authenticated else None


def _sign(viewer_id: UUID, folder: str) -> str:
    return link_query(base=folder, viewer_id=viewer_id)


def rendition_sizes(rendered: Rendered) -> list[tuple[int, int]]:
    """The existing sizes, narrow to wide, as in `Media.renditions`."""
    return sorted({(each.width, each.height) for each in rendered.renditions})


@dataclass(frozen=True)
class Source:
    """One `<source>` of a `<picture>`."""

    mime: str
    srcset: str


class Picture:
    """A ready photo for templates and serializers.

    Its URLs need the cookie or token of a viewer who may see it. `sign` makes those of a photo that
    is not public links for one viewer: see `signing_for`.
    """

    def __init__(self, media: Media, *, sign: Sign | None = None) -> None:
        self._folder = media.folder
        self._query = ""
        if sign and not media.is_public:
            self._query = f"?{sign(media.folder)}"
        self._heights: dict[int, int] = dict(media.renditions)
        self._widths = list(self._heights)
        self._has_avif = media.has_avif
        self.width, self.height = media.renditions[-1]
        self.alt = media.alt
        self.blurhash = media.blurhash

    def url(self, step: str) -> str:
        """The JPEG of `thumb`, `small`, `medium` or `large`."""
        return self._url(best_width(self._widths, step), RenditionFormat.JPEG)

    def size(self, step: str) -> tuple[int, int]:
        """Width and height of that JPEG, in pixels."""
        width = best_width(self._widths, step)
        return width, self._heights[width]

    @property
    def urls(self) -> dict[str, str]:
        return {step: self.url(step) for step in RENDITION_WIDTHS}

    @property
    def sources(self) -> list[Source]:
        """AVIF, where there is one, and WebP for `<source>`; `srcset` has the JPEG for `<img>`."""
        webp = RenditionFormat.WEBP
        modern = [RenditionFormat.AVIF, webp] if self._has_avif else [webp]
        return [Source(form.mime, self._srcset(form)) for form in modern]

    @property
    def src(self) -> str:
        return self.url("medium")

    @property
    def srcset(self) -> str:
        return self._srcset(RenditionFormat.JPEG)

    def _srcset(self, form: RenditionFormat) -> str:
        return ", ".join(f"{self._url(width, form)} {width}w" for width in self._widths)

    def _url(self, width: int, form: RenditionFormat) -> str:
        return MediaStore().url(f"{self._folder}/{width}.{form.extension}") + self._query


def best_key(media: Media) -> str:
    """The store's key of the JPEG for link previews."""
    width = best_width([width for width, _height in media.renditions], "medium")
    return f"{media.folder}/{width}.{RenditionFormat.JPEG.extension}"


def media_url(key: str) -> str:
    """The URL of a file by its key in the store, such as `Post.media_url`."""
    return MediaStore().url(key)
