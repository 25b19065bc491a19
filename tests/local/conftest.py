import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.home import Home
from deploy.local.owner import forget_stand_in


@pytest.fixture(autouse=True)
def a_bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests run with servers of their own; here nobody has named any."""
    for name in ("DATABASE_URL", "REDIS_URL", "INSTAPRO_HOME", "HOST", "PORT", "DATABASE_ROLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def place() -> Iterator[Home]:
    """A data folder with a short path that every user may pass through."""
    path = Path(tempfile.mkdtemp(prefix="ip-", dir="/tmp"))
    path.chmod(0o711)
    home = Home(path)
    home.open()
    yield home
    home.reset()
    forget_stand_in(path)
    shutil.rmtree(path)
