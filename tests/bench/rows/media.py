"""A photo of twelve megapixels: its twelve renditions."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from io import BytesIO
from tempfile import NamedTemporaryFile

from PIL import Image

from deploy.local import interrupts, process_tree
from deploy.local.home import PROJECT
from posts.models import Media
from tests.bench import load
from tests.bench.figures import Figures, Row
from tests.bench.measuring import Bench
from tests.bench.usage import peak_bytes
from tests.bench.viewers import app_headers, viewers

SIZE = (4000, 3000)
RENDITIONS = 12
_PICTURE = PROJECT / "config/demo/data/pictures/canal-golden.webp"
_BOUNDARY = "bench"
_PATIENCE = 60.0


def media(bench: Bench) -> Row:
    """From the upload until it is ready. Processor time is the worker's, with its sandbox; `bytes`
    is the memory that the largest process of it took at most."""
    bench.programs.workers()
    photo = _photo()
    headers = app_headers(viewers(bench.world)[:1])[0]
    pairs = [(_render(photo), _upload(bench, photo, headers)) for _ in range(bench.rounds)]
    return Row.of_rounds("media", pairs)


def _photo() -> bytes:
    """As a camera writes it: full of detail, a few MB."""
    with Image.open(_PICTURE) as picture:
        large = picture.convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(SIZE, 24).convert("RGB")
    out = BytesIO()
    Image.blend(large, grain, 0.06).save(out, "JPEG", quality=92)
    return out.getvalue()


def _upload(bench: Bench, photo: bytes, headers: Mapping[str, str]) -> Figures:
    web, worker = bench.programs.web(), bench.programs.pid("media")
    spent = bench.programs.spent()
    began = time.perf_counter()
    uploaded = json.loads(load.ask(web, _multipart(photo, headers)))
    request = load.request("GET", f"/api/v1/media/{uploaded['id']}", headers)
    peak = 0
    answer = uploaded
    while answer["status"] == "processing":
        assert time.perf_counter() - began < _PATIENCE, "the photo is not ready"
        peak = max(peak, *map(peak_bytes, process_tree.members(worker)))
        interrupts.sleep(0.02)
        answer = json.loads(load.ask(web, request))
    seconds = time.perf_counter() - began
    assert answer["status"] == "ready"
    rendered = Media.objects.get(pk=answer["id"])
    formats = 3 if rendered.has_avif else 2
    assert len(rendered.renditions) * formats == RENDITIONS
    bench.programs.wait_for_workers()
    _, workers = spent()
    return Figures(1 / seconds, p50=seconds * 1000, cpu_ms=workers, bytes=peak, requests=1)


def _render(photo: bytes) -> Figures:
    with NamedTemporaryFile(suffix=".jpg") as file:
        file.write(photo)
        file.flush()
        argv = [sys.executable, "-m", "tests.bench.floors.renditions", file.name]
        began = time.perf_counter()
        ran = subprocess.run(argv, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - began
    made, cpu_ms, peak = map(float, ran.stdout.split())
    assert made == RENDITIONS
    return Figures(1 / seconds, p50=seconds * 1000, cpu_ms=cpu_ms, bytes=peak, requests=1)


def _multipart(photo: bytes, headers: Mapping[str, str]) -> bytes:
    part = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    body = part.encode() + photo + f"\r\n--{_BOUNDARY}--\r\n".encode()
    kind = f"multipart/form-data; boundary={_BOUNDARY}"
    return load.request("POST", "/api/v1/media", {**headers, "Content-Type": kind}, body)
