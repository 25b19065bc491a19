"""The image formats that users upload and those that browsers receive, with the upload's limits.

Plain data without Django: the sandboxed process imports it too.
"""

from enum import StrEnum

IMAGE_MAX_BYTES = 30 * 1024 * 1024
IMAGE_MAX_PIXELS = 64_000_000


class ImageFormat(StrEnum):
    """A format that users may upload; the value is Pillow's name for it."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    AVIF = "AVIF"
    HEIF = "HEIF"
    GIF = "GIF"

    @property
    def mime(self) -> str:
        return f"image/{'heic' if self is ImageFormat.HEIF else self.value.lower()}"

    @property
    def extension(self) -> str:
        """Without the dot."""
        return {ImageFormat.JPEG: "jpg", ImageFormat.HEIF: "heic"}.get(self, self.value.lower())


class RenditionFormat(StrEnum):
    """A format of the renditions, smallest files first; the value is the MIME subtype."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpeg"

    @property
    def mime(self) -> str:
        return f"image/{self.value}"

    @property
    def extension(self) -> str:
        """Without the dot."""
        return "jpg" if self is RenditionFormat.JPEG else self.value
