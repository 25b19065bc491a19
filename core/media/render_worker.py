"""The sandboxed process: `python -m core.media.render_worker '<request>'`, started by `sandbox`.

Reads the image from stdin and writes the result to stdout (see `ipc`). It loads no Django and no
settings, and its environment holds no secrets.
"""

import json
import sys
import traceback
from typing import IO, Any

from core.media.confine import confine
from core.media.crop import Crop
from core.media.headers.base import TooComplexFileError
from core.media.ipc import RenderFailure, write_result
from core.media.presets import Preset
from core.media.rendered import Rendered
from core.media.renditions import render
from core.media.source import TooManyPixelsToDecodeError
from core.media.square import render_square


def main(request: str, source: IO[bytes], output: IO[bytes]) -> None:
    """Render `source` as the JSON `request` says."""
    options = json.loads(request)
    confine(**options["limits"])
    write_result(_render(source, options), output)


def _render(source: IO[bytes], options: dict[str, Any]) -> Rendered | RenderFailure:
    preset, square = Preset(**options["preset"]), options["square"]
    try:
        if square is None:
            return render(source, preset=preset)
        return render_square(source, crop=Crop(*square) if square else None, preset=preset)
    except (MemoryError, TooComplexFileError):
        return RenderFailure("too_complex")
    except TooManyPixelsToDecodeError:
        return RenderFailure("too_many_pixels")
    except Exception:  # decoders raise OSError, SyntaxError, struct.error and more
        traceback.print_exc()
        return RenderFailure("unreadable_image")


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
