"""An image as bytes in each rendition format, and as a Blurhash placeholder."""

from io import BytesIO
from typing import Any

import blurhash
from PIL import Image

from core.media.colour.convert import to_srgb
from core.media.formats import RenditionFormat
from core.media.presets import Preset

# Pixels of the longer side; blurhash's encoder is pure Python, and its time grows with the area.
_BLURHASH_SIDE = 24


def encode(image: Image.Image, rendition_format: RenditionFormat, preset: Preset) -> bytes:
    """The encoded file; a JPEG, which is for old programs too, is in sRGB whatever the image is.

    Single-threaded: several workers run in parallel.
    """
    options = _options(rendition_format, preset)
    if rendition_format is RenditionFormat.JPEG:
        image = to_srgb(image)
    else:
        options["icc_profile"] = image.info.get("icc_profile")
    out = BytesIO()
    image.save(out, rendition_format.value, **options)
    return out.getvalue()


def _options(rendition_format: RenditionFormat, preset: Preset) -> dict[str, Any]:
    match rendition_format:
        case RenditionFormat.AVIF:
            return {
                "quality": preset.avif_quality,
                "speed": preset.avif_speed,
                "subsampling": "4:2:0",
                "max_threads": 1,
                "advanced": {"tune": preset.avif_tune} if preset.avif_tune else None,
            }
        case RenditionFormat.WEBP:
            return {"quality": preset.webp_quality, "method": preset.webp_method}
        case RenditionFormat.JPEG:
            return {
                "quality": preset.jpeg_quality,
                "progressive": preset.jpeg_progressive,
                "optimize": preset.jpeg_optimize,
                "subsampling": "4:2:0",
            }


def blurhash_of(image: Image.Image) -> str:
    """The Blurhash (https://blurha.sh) of an image, a blurred placeholder of 28 characters.

    Four components along the longer side, three along the shorter.
    """
    small = image.copy()
    small.thumbnail((_BLURHASH_SIDE, _BLURHASH_SIDE), Image.Resampling.BOX)
    small = to_srgb(small)
    raw = small.tobytes()
    pixels = [list(raw[at : at + 3]) for at in range(0, len(raw), 3)]
    rows = [pixels[at : at + small.width] for at in range(0, len(pixels), small.width)]
    columns, lines = (4, 3) if image.width >= image.height else (3, 4)
    return str(blurhash.encode(rows, components_x=columns, components_y=lines))
