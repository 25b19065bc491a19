"""The start of everything, with programs that only say what they find."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from deploy.local import up
from deploy.local.address import Address
from deploy.local.children import Children
from deploy.local.home import Home
from deploy.local.servers import Servers
from deploy.topology import Program


class Starts:
    """In place of the children: for each program, whether it found static files when it began."""

    def __init__(self, static: Path) -> None:
        self.static = static
        self.found: dict[str, bool] = {}

    def start(self, program: Program, env: object) -> None:
        self.found[program.name] = any(self.static.iterdir())
        if program.name == "prepare":
            (self.static / "app.css").touch()

    start_once = start

    def require_alive(self) -> None:
        pass

    def finish(self, *children: object) -> None:
        assert len(children) == 2


class ReadyAddress(Address):
    def get(self, path: str) -> tuple[int, str]:
        return 200, ""


def test_pages_of_a_new_version_do_not_begin_with_the_static_files_of_the_old(
    home: Home,
) -> None:
    static, version = home.path / "static", home.path / "PG_VERSION"
    version.write_text("18")
    servers = cast(Servers, SimpleNamespace(urls={}, cluster_version_file=version))

    def start() -> dict[str, bool]:
        starts: Any = Starts(static)
        up._start(home, ReadyAddress("127.0.0.1", 8000), servers, cast(Children, starts))
        return cast(dict[str, bool], starts.found)

    static.mkdir()
    (static / "old.css").touch()
    assert start()["web"] is False
    assert [each.name for each in static.iterdir()] == ["app.css"]
    assert start()["web"] is True
