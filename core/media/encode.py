"""One picture in the formats that browsers are offered."""

from io import BytesIO
from typing import Any

from PIL import Image

from core.media.formats import RenditionFormat
from core.media.presets import Preset


def encode(picture: Image.Image, rendition_format: RenditionFormat, preset: Preset) -> bytes:
    """Single-threaded: the workers are the parallel part."""
    out = BytesIO()
    picture.save(out, rendition_format.value, **_options(rendition_format, preset))
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
                "optimize": True,
                "subsampling": "4:2:0",
            }
