from pathlib import Path

import pytest

from deploy.local import seal
from deploy.local.home import Home


@pytest.fixture
def witness(place: Home) -> Path:
    """Made with the database."""
    file = place.path / "PG_VERSION"
    file.write_text("18")
    return file


def test_the_seal_holds_until_something_happens(place: Home, witness: Path) -> None:
    assert not seal.holds(place, witness)
    seal.put(place, witness)
    assert seal.holds(place, witness)

    seal.break_(place)
    assert not seal.holds(place, witness)


def test_a_new_database_breaks_the_seal(place: Home, witness: Path) -> None:
    seal.put(place, witness)
    assert seal.holds(place, witness)

    witness.write_text("18.1")
    assert not seal.holds(place, witness)


def test_a_database_of_somebody_else_is_always_looked_at(place: Home) -> None:
    seal.put(place, None)

    assert not seal.holds(place, None)
