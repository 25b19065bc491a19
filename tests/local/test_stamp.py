from pathlib import Path

import pytest

from deploy.local import stamp
from deploy.local.home import Home


@pytest.fixture
def version_file(home: Home) -> Path:
    """Made with the database."""
    file = home.path / "PG_VERSION"
    file.write_text("18")
    return file


def test_the_stamp_is_current_until_a_change(home: Home, version_file: Path) -> None:
    assert not stamp.is_current(home, version_file)
    stamp.write(home, version_file)
    assert stamp.is_current(home, version_file)

    stamp.delete(home)
    assert not stamp.is_current(home, version_file)


def test_a_new_database_is_not_current(home: Home, version_file: Path) -> None:
    stamp.write(home, version_file)
    assert stamp.is_current(home, version_file)

    version_file.write_text("18.1")
    assert not stamp.is_current(home, version_file)


def test_a_database_of_the_environment_is_never_current(home: Home) -> None:
    stamp.write(home, None)

    assert not stamp.is_current(home, None)
