"""The child: `python -m core.media.render_worker '<order>'`, a picture on stdin, answer on stdout.

No Django, no settings, no secrets in its environment. See `sandbox`, which starts it.
"""

import json
import sys
import traceback
from typing import IO, Any

from core.media.confine import confine
from core.media.crop import Crop
from core.media.decode import TooManyPixelsToDecodeError
from core.media.presets import Preset
from core.media.rendered import Rendered
from core.media.renditions import render
from core.media.square import render_square
from core.media.wire import Refusal, write_answer


def main(order: str, source: IO[bytes], answer: IO[bytes]) -> None:
    wishes = json.loads(order)
    confine(**wishes["limits"])
    write_answer(_rendered_or_refused(source, wishes), answer)


def _rendered_or_refused(source: IO[bytes], wishes: dict[str, Any]) -> Rendered | Refusal:
    preset, square = Preset(**wishes["preset"]), wishes["square"]
    try:
        if square is None:
            return render(source, preset=preset)
        return render_square(source, crop=Crop(*square) if square else None, preset=preset)
    except MemoryError:
        return Refusal("too_complex")
    except TooManyPixelsToDecodeError:
        return Refusal("too_many_pixels")
    except Exception:  # decoders raise of everything: OSError, SyntaxError, struct.error, ...
        traceback.print_exc()
        return Refusal("unreadable_image")


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
