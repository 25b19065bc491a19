import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.database_user import delete_fallback_dir
from deploy.local.home import Home


@pytest.fixture(autouse=True)
def a_bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests have servers of their own in their environment; here none are named."""
    for name in ("DATABASE_URL", "REDIS_URL", "INSTAPRO_HOME", "HOST", "PORT", "DATABASE_ROLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home() -> Iterator[Home]:
    """A data folder with a short path that every user may pass through."""
    path = Path(tempfile.mkdtemp(prefix="ip-", dir="/tmp"))
    path.chmod(0o711)
    home = Home(path)
    home.open()
    yield home
    home.reset()
    delete_fallback_dir(path)
    shutil.rmtree(path)
