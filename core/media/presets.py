"""Encoder settings: quality against time. Plain data, loaded without Pillow."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """Qualities are 0 to 100 on each encoder's own scale; a higher AVIF speed makes larger files.

    `avif_tune` is libaom's `tune` option (None: libaom's default), `webp_method` libwebp's effort
    from 0 to 6, `jpeg_optimize` a second pass for files 3 % smaller, and `scaling` the name of a
    `PIL.Image.Resampling` filter.
    """

    avif_quality: int
    avif_speed: int
    avif_tune: str | None
    webp_quality: int
    webp_method: int
    jpeg_quality: int
    jpeg_progressive: bool
    jpeg_optimize: bool
    scaling: str


# AVIF at speed 8 takes a third to a seventh of the time of speed 6, for files up to a tenth larger.
GOOD = Preset(
    avif_quality=60,
    avif_speed=8,
    avif_tune=None,
    webp_quality=80,
    webp_method=4,
    jpeg_quality=82,
    jpeg_progressive=True,
    jpeg_optimize=True,
    scaling="LANCZOS",
)
# For the demo data: takes a third of the time.
FAST = Preset(
    avif_quality=55,
    avif_speed=9,
    avif_tune="psnr",
    webp_quality=75,
    webp_method=0,
    jpeg_quality=80,
    jpeg_progressive=False,
    jpeg_optimize=False,
    scaling="HAMMING",
)
