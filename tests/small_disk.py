"""A disk of 1 MB, which a test fills."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SIZE = 1024 * 1024


@dataclass(frozen=True)
class SmallDisk:
    folder: Path

    def fill(self, *, but: int = 0) -> None:
        """Leave room for `but` bytes, in whole pages of memory."""
        stack = self._filling.open("wb", buffering=0)
        with stack as filling:
            filling.write(bytes(SIZE))
            filling.truncate(self._filling.stat().st_size - but)

    def make_room(self) -> None:
        self._filling.unlink()

    def kept(self) -> list[str]:
        """The files on it, by their names."""
        files = (each for each in self.folder.rglob("*") if each.is_file())
        return sorted(each.name for each in files if each != self._filling)

    @property
    def _filling(self) -> Path:
        return self.folder / "filling"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only an administrator can mount a small disk")
    yield SmallDisk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
