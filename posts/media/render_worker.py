"""The child: `python -m posts.media.render_worker '<order>'`, a picture on stdin, answer on stdout.

No Django, no settings, no secrets in its environment. See `sandbox`, which starts it.
"""

import json
import sys
import traceback
from typing import IO

from posts.media.confine import confine
from posts.media.decode import TooManyPixelsToDecodeError
from posts.media.presets import Preset
from posts.media.rendered import Rendered
from posts.media.renditions import render
from posts.media.wire import Refusal, write_answer


def main(order: str, source: IO[bytes], answer: IO[bytes]) -> None:
    wishes = json.loads(order)
    confine(**wishes["limits"])
    write_answer(_rendered_or_refused(source, Preset(**wishes["preset"])), answer)


def _rendered_or_refused(source: IO[bytes], preset: Preset) -> Rendered | Refusal:
    try:
        return render(source, preset=preset)
    except MemoryError:
        return Refusal("too_complex")
    except TooManyPixelsToDecodeError:
        return Refusal("too_many_pixels")
    except Exception:  # decoders raise of everything: OSError, SyntaxError, struct.error, ...
        traceback.print_exc()
        return Refusal("unreadable_image")


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
