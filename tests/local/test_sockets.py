import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.home import delete
from deploy.local.sockets import socket_folder


@pytest.fixture
def far_away(tmp_path: Path) -> Iterator[Path]:
    """A place whose path is too long for a socket."""
    wanted = tmp_path / ("deep" * 30) / "sockets"
    wanted.parent.mkdir()
    yield wanted
    delete(wanted)


def test_a_short_path_is_used_as_it_is(tmp_path: Path) -> None:
    wanted = Path("/tmp") / f"ip-{os.getpid()}-sockets"

    assert socket_folder(wanted, None) == wanted
    assert stat.S_IMODE(wanted.stat().st_mode) == 0o700
    wanted.rmdir()


def test_a_long_path_falls_back_to_a_short_private_folder(far_away: Path) -> None:
    folder = socket_folder(far_away, None)

    assert len(str(folder / ".s.PGSQL.5432.lock")) <= 100
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert socket_folder(far_away, None) == folder, "the next command finds the same"


def test_a_path_with_blanks_falls_back_too(tmp_path: Path) -> None:
    wanted = tmp_path / "my sockets"

    folder = socket_folder(wanted, None)

    assert " " not in str(folder)
    delete(wanted)


def test_a_short_folder_that_was_swept_away_is_made_anew(far_away: Path) -> None:
    swept = socket_folder(far_away, None)
    swept.rmdir()

    folder = socket_folder(far_away, None)

    assert folder != swept
    assert folder.is_dir()


def test_a_short_folder_that_others_can_enter_is_not_trusted(far_away: Path) -> None:
    trap = socket_folder(far_away, None)
    trap.chmod(0o777)

    assert socket_folder(far_away, None) != trap
    trap.rmdir()
