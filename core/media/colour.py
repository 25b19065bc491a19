"""Converts any pixel format that a decoder yields to 8-bit sRGB without transparency."""

from io import BytesIO

from PIL import Image, ImageCms

# Pillow's mode by the colour space in the header of an ICC profile (ICC.1, signature field).
_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def is_plain(image: Image.Image) -> bool:
    """Whether the image can be scaled as it is, and its ICC profile applied afterwards."""
    return image.mode in _MODES.values() and not image.has_transparency_data


def flat_mode(image: Image.Image) -> str:
    """The mode of this image after `flatten`."""
    return "L" if image.mode.startswith("I") else "RGB"


def flatten(image: Image.Image) -> Image.Image:
    """The image on a white background, with 8 bits per channel."""
    if flat_mode(image) == "L":
        return _to_8_bits(image)
    if not image.has_transparency_data:
        return image.convert("RGB")
    rgba = image.convert("RGBA")
    flat = Image.new("RGB", image.size, "white")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    return flat


def _to_8_bits(image: Image.Image) -> Image.Image:
    """Scales 16-bit grey; Pillow's own conversion clips it at 255."""
    return image.convert("I").point(lambda value: value / 256, "L")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Apply an ICC profile; a broken profile, or one for another colour space, is ignored."""
    if profile:
        try:
            return _apply_profile(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, KeyError):
            pass
    return image if image.mode == "RGB" else image.convert("RGB")


def _apply_profile(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    mode = _MODES[source.profile.xcolor_space]
    if mode == "CMYK" != image.mode:
        raise ValueError("a CMYK profile on an image that is not CMYK")
    transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    return transform.apply(image.convert(mode))
