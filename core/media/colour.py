"""From whatever a decoder yields to plain 8-bit sRGB without transparency."""

from io import BytesIO

from PIL import Image, ImageCms

# A profile's own word for what it describes, and Pillow's.
_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def is_plain(picture: Image.Image) -> bool:
    """Whether the picture can be scaled as it is, and its profile applied afterwards."""
    return picture.mode in _MODES.values() and not picture.has_transparency_data


def flat_mode(picture: Image.Image) -> str:
    """The mode that `flattened` brings this picture to."""
    return "L" if picture.mode.startswith("I") else "RGB"


def flattened(picture: Image.Image) -> Image.Image:
    """On white, in 8 bits."""
    if flat_mode(picture) == "L":
        return _eight_bits(picture)
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layers = picture.convert("RGBA")
    canvas = Image.new("RGB", picture.size, "white")
    canvas.paste(layers, mask=layers.getchannel("A"))
    return canvas


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Pillow's own conversion of 16-bit grey clips at 255 instead of scaling."""
    return picture.convert("I").point(lambda value: value / 256, "L")


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Apply the picture's ICC profile; one that is broken or foreign to the picture is ignored."""
    if profile:
        try:
            return _converted(picture, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, KeyError):
            pass
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    mode = _MODES[source.profile.xcolor_space]
    if mode == "CMYK" != picture.mode:
        raise ValueError("a profile for inks on a picture of light")
    transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    return transform.apply(picture.convert(mode))
