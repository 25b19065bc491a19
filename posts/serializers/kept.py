"""What is rendered of a post or a comment once for each of its versions."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar
from uuid import UUID

from core.web.rendered import RenderedCache


class Versioned(Protocol):
    """A row that was read before."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...


class Current(Protocol):
    """What the row is of, as it is now."""

    pk: Any
    version: int


Row = TypeVar("Row", bound=Versioned)
Item = TypeVar("Item", bound=Current)


def render_by_version(
    cache: RenderedCache,
    wanted: Mapping[str, Row],
    *,
    read: Callable[[list[Row]], list[Item]],
    render: Callable[[Item], bytes],
) -> dict[str, bytes]:
    """The bytes for each key of `wanted`, which names the version of its row, from the cache.

    `read` fetches the items whose bytes are missing there; one that it leaves out is missing in the
    result. An item that was changed since its row was read is rendered, but not kept.
    """
    newer: dict[str, bytes] = {}

    def make(missing: list[str]) -> dict[str, bytes]:
        keys = {wanted[key].id: key for key in missing}
        made: dict[str, bytes] = {}
        for item in read([wanted[key] for key in missing]):
            key = keys[item.pk]
            (made if item.version == wanted[key].version else newer)[key] = render(item)
        return made

    return cache.get_many(wanted, make) | newer
