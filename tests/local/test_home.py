from pathlib import Path

import pytest

from deploy.local.errors import UserError
from deploy.local.home import Home


def test_a_folder_that_can_not_be_made_is_one_sentence_with_the_remedy() -> None:
    with pytest.raises(UserError, match=r"can not write .* INSTAPRO_HOME=\S+ python3 manage.py up"):
        Home(Path("/dev/null/data")).open()


def test_a_named_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear bob")

    with pytest.raises(UserError, match="is not empty and not a data folder"):
        Home(tmp_path, chosen=True).open()

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_reset_deletes_what_we_made_and_nothing_else(tmp_path: Path) -> None:
    home = Home(tmp_path, chosen=True)
    home.open()
    for name in ("media", "postgres-18", "letters"):
        (tmp_path / name).mkdir()

    home.reset()

    assert not (tmp_path / "media").exists()
    assert not (tmp_path / "postgres-18").exists()
    assert (tmp_path / "letters").exists()


def test_reset_refuses_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()

    with pytest.raises(UserError, match="does not look like a data folder"):
        Home(tmp_path, chosen=True).reset()

    assert (tmp_path / "media").exists()
