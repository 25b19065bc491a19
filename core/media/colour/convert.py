"""Converts a decoded image to the colours of our renditions."""

from io import BytesIO

from PIL import Image, ImageCms

from core.media.colour.hdr import tone_mapped
from core.media.colour.space import DISPLAY_P3_PROFILE, SRGB_PROFILE, ColourSpace

_FAILURES = (ImageCms.PyCMSError, OSError, ValueError)
# The area of sRGB's triangle in the plane of chromaticities, under D50.
_SRGB_AREA = 0.1091
_WIDER = 1.1


def to_display(image: Image.Image, space: ColourSpace) -> Image.Image:
    """A copy of the pixels in sRGB, or in Display P3 with its profile in `info`; no other metadata.

    A profile that turns out to be broken is ignored.
    """
    if space.transfer:
        mapped = tone_mapped(image.convert("RGB"), space.transfer, space.chromaticities)
        return _copy(mapped, DISPLAY_P3_PROFILE)
    target = DISPLAY_P3_PROFILE if _is_wide(space) and image.mode == "RGB" else SRGB_PROFILE
    if space.profile == target:
        return _copy(image, target)
    try:
        return _copy(_transformed(image.convert(space.mode), space.profile, target), target)
    except _FAILURES:
        return _copy(image, SRGB_PROFILE)


def to_srgb(image: Image.Image) -> Image.Image:
    """For one that `to_display` returned."""
    if "icc_profile" not in image.info:
        return image
    return _copy(_transformed(image, DISPLAY_P3_PROFILE, SRGB_PROFILE), SRGB_PROFILE)


def _transformed(image: Image.Image, source: bytes, target: bytes) -> Image.Image:
    here, there = (ImageCms.ImageCmsProfile(BytesIO(each)) for each in (source, target))
    return ImageCms.buildTransform(here, there, image.mode, "RGB").apply(image)


def _copy(image: Image.Image, profile: bytes) -> Image.Image:
    """Encoders write the metadata that they find in `info`; sRGB needs no profile."""
    copy = Image.new("RGB", image.size)
    copy.paste(image)
    if profile != SRGB_PROFILE:
        copy.info["icc_profile"] = profile
    return copy


def _is_wide(space: ColourSpace) -> bool:
    """Whether the profile holds clearly more colours than sRGB; one of tables does not say."""
    profile = ImageCms.ImageCmsProfile(BytesIO(space.profile)).profile
    red, green, blue = profile.red_colorant, profile.green_colorant, profile.blue_colorant
    if not (red and green and blue):
        return False
    (rx, ry, _), (gx, gy, _), (bx, by, _) = red[1], green[1], blue[1]
    area = abs((gx - rx) * (by - ry) - (bx - rx) * (gy - ry)) / 2
    return bool(area > _WIDER * _SRGB_AREA)
