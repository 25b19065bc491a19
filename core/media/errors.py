"""Why an image is refused: a stable code for programs, and a sentence with figures for users."""

import math

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.media.formats import IMAGE_MAX_BYTES, IMAGE_MAX_PIXELS


class MediaError(DomainError):
    """The file is at fault: a retry with the same file fails again."""

    code = "invalid_media"
    detail = _("This photo can't be used.")


class EmptyFileError(MediaError):
    code = "empty_file"
    detail = _("This file is empty.")


class UnreadableImageError(MediaError):
    code = "unreadable_image"
    detail = _("This photo is damaged or incomplete. Please export or copy it again.")


class UnsupportedMediaError(MediaError):
    status = 415
    code = "unsupported_media"
    detail = _("This file type isn't supported. Use JPEG, PNG, WebP, AVIF, HEIC or GIF.")


class VideoNotYetError(UnsupportedMediaError):
    detail = _("Videos can't be posted yet. Use JPEG, PNG, WebP, AVIF, HEIC or GIF.")


class TooLargeError(MediaError):
    status = 413
    code = "too_large"
    detail = _("This photo is larger than 30 MB.")

    @classmethod
    def of(cls, size: int) -> "TooLargeError":
        """`size` is in bytes."""
        figures = {
            "size": _rounded_up(size / 1024**2),
            "limit": IMAGE_MAX_BYTES // 1024**2,
        }
        return cls(_("This photo is %(size)s MB; the limit is %(limit)s MB.") % figures)


class TooManyPixelsError(MediaError):
    status = 413
    code = "too_many_pixels"
    detail = _("This photo has more than 64 megapixels.")

    @classmethod
    def of(cls, width: int, height: int) -> "TooManyPixelsError":
        """`width` and `height` are in pixels."""
        figures = {
            "megapixels": _rounded_up(width * height / 1e6),
            "limit": IMAGE_MAX_PIXELS // 1_000_000,
        }
        sentence = _("This photo has %(megapixels)s megapixels; the limit is %(limit)s.")
        return cls(sentence % figures)


class TooComplexError(MediaError):
    status = 413
    code = "too_complex"
    detail = _("This photo takes too long to process. Save it as a standard JPEG and try again.")


MEDIA_ERRORS: dict[str, type[MediaError]] = {
    error.code: error
    for error in (
        EmptyFileError,
        UnreadableImageError,
        UnsupportedMediaError,
        TooLargeError,
        TooManyPixelsError,
        TooComplexError,
    )
}
"""By code: a stored code becomes a sentence in the viewer's language."""


def _rounded_up(figure: float) -> str:
    """Up to one decimal: a figure above the limit never reads as the limit itself."""
    return f"{math.ceil(figure * 10) / 10:.1f}".removesuffix(".0")
