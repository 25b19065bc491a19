"""The picture formats that come in, and those that go out."""

from enum import StrEnum


class ImageFormat(StrEnum):
    """What people may send; the value is Pillow's name for it."""

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
    """What browsers are given, best first; the value is what a `srcset` calls it."""

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
