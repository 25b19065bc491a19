"""Why a picture is refused: a stable code for programs, a sentence with the figures for people."""

import math

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.media.limits import MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS


class MediaError(DomainError):
    """The picture itself is at fault: trying again with the same file cannot help."""

    code = "invalid_media"
    detail = _("This picture cannot be used.")


class EmptyFileError(MediaError):
    code = "empty_file"
    detail = _("This file is empty.")


class UnreadableImageError(MediaError):
    code = "unreadable_image"
    detail = _("This picture is damaged or incomplete. Please export or copy it again.")


class UnsupportedMediaError(MediaError):
    status = 415
    code = "unsupported_media"
    detail = _("This is not a picture that we can read. Use JPEG, PNG, WebP, AVIF, HEIC or GIF.")


class VideoNotYetError(UnsupportedMediaError):
    detail = _("Videos cannot be posted yet. Use JPEG, PNG, WebP, AVIF, HEIC or GIF.")


class TooLargeError(MediaError):
    status = 413
    code = "too_large"
    detail = _("This picture is over the limit of 30 MB.")

    @classmethod
    def of(cls, size: int) -> "TooLargeError":
        """`size` is in bytes."""
        figures = {
            "size": _rounded_up(size / 1024**2),
            "limit": MAX_IMAGE_BYTES // 1024**2,
        }
        return cls(_("This picture has %(size)s MB; the limit is %(limit)s.") % figures)


class TooManyPixelsError(MediaError):
    status = 413
    code = "too_many_pixels"
    detail = _("This picture is over the limit of 50 megapixels.")

    @classmethod
    def of(cls, width: int, height: int) -> "TooManyPixelsError":
        figures = {
            "megapixels": _rounded_up(width * height / 1e6),
            "limit": MAX_IMAGE_PIXELS // 1_000_000,
        }
        sentence = _("This picture has %(megapixels)s megapixels; the limit is %(limit)s.")
        return cls(sentence % figures)


class TooComplexError(MediaError):
    status = 413
    code = "too_complex"
    detail = _("This picture takes too much time or memory. Save it as a JPEG and try again.")


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
"""By code, so that a stored code can be told in the reader's language: `MEDIA_ERRORS[code]()`."""


def _rounded_up(figure: float) -> str:
    """To one decimal and upwards, so that what is over the limit never reads like the limit."""
    return f"{math.ceil(figure * 10) / 10:.1f}".removesuffix(".0")
