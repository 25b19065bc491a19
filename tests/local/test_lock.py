import re

from deploy.local.home import PROJECT
from deploy.local.lockfile import without_registry

_RESOLVED = """\
[[package]]
name = "pillow"
source = { registry = "https://mirror.example/simple/" }
wheels = [
    { url = "https://files.example/3f/pillow-13%2Bcpu-cp311.whl", hash = "sha256:00", size = 1 },
]
"""
_WRITTEN = """\
[[package]]
name = "pillow"
source = { registry = "https://registry.invalid/simple" }
wheels = [
    { filename = "pillow-13+cpu-cp311.whl", hash = "sha256:00", size = 1 },
]
"""


def test_the_lock_keeps_files_and_hashes_and_loses_where_they_came_from() -> None:
    assert without_registry(_RESOLVED) == _WRITTEN
    assert without_registry(_WRITTEN) == _WRITTEN


def test_the_committed_locks_name_no_registry() -> None:
    for name in ("uv.lock", "requirements.txt", "requirements-dev.txt"):
        addresses = set(re.findall(r"https?://[^/\"\s]+", (PROJECT / name).read_text()))
        assert addresses <= {"https://registry.invalid"}, name
