"""What is shown in a picture's place until it arrives."""

import blurhash
from PIL import Image

_SIDE = 24  # pixels; the encoder is plain Python and its time goes with the square of this


def blurhash_of(picture: Image.Image) -> str:
    """Of an RGB picture: four components along the longer side, three along the shorter."""
    small = _small(picture)
    raw = small.tobytes()
    pixels = [list(raw[at : at + 3]) for at in range(0, len(raw), 3)]
    rows = [pixels[at : at + small.width] for at in range(0, len(pixels), small.width)]
    across, down = (4, 3) if picture.width >= picture.height else (3, 4)
    return str(blurhash.encode(rows, components_x=across, components_y=down))


def _small(picture: Image.Image) -> Image.Image:
    small = picture.copy()
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    return small
