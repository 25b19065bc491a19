"""How much care the encoders take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """Quality is each encoder's own scale of 0 to 100; a higher AVIF speed is faster and larger.

    `avif_tune` is libaom's word for what it optimises (None: its own choice, for the eye), and
    `scaling` the name of one of Pillow's filters.
    """

    avif_quality: int
    avif_speed: int
    avif_tune: str | None
    webp_quality: int
    webp_method: int
    jpeg_quality: int
    jpeg_progressive: bool
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
    scaling="LANCZOS",
)
# For the demo's pictures at a first start: a third of the time.
FAST = Preset(
    avif_quality=55,
    avif_speed=9,
    avif_tune="psnr",
    webp_quality=75,
    webp_method=0,
    jpeg_quality=80,
    jpeg_progressive=False,
    scaling="HAMMING",
)
