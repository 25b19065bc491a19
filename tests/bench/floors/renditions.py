"""The floor of a photo: Pillow alone makes the same sizes and formats, with the same encoders.

Run as `python -m tests.bench.floors.renditions FILE`; prints how many renditions it made, how many
CPU-ms it took with its start, and the bytes of memory at most. No sandbox, no colours, no storage.
"""

import os
import sys
import time
from pathlib import Path

from PIL import Image

from core.media.encode import encode
from core.media.formats import RenditionFormat
from core.media.presets import GOOD
from core.media.sizes import sizes_for
from tests.bench.usage import peak_bytes


def main(file: Path) -> None:
    image = Image.open(file)
    sizes = sizes_for(image.width, image.height)
    image.draft("RGB", sizes[-1])
    made = 0
    scaled: Image.Image = image
    for size in reversed(sizes):
        scaled = scaled.resize(size, Image.Resampling[GOOD.scaling])
        made += sum(bool(encode(scaled, kind, GOOD)) for kind in RenditionFormat)
    sys.stdout.write(f"{made} {time.process_time() * 1000} {peak_bytes(os.getpid())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
