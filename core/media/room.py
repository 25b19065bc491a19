"""What to answer where a photo cannot be stored: the disk is full, or the storage is away."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.utils.translation import gettext_lazy as _

from core.errors import UnavailableError

log = structlog.get_logger()

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


class StorageUnavailableError(UnavailableError):
    code = "storage_unavailable"
    detail = _("Photos can't be stored right now. Please try again later.")
    retry_after = 60


class StorageFullError(StorageUnavailableError):
    code = "storage_full"
    detail = _("There's no room for new photos right now. Please try again later.")


def is_full(error: BaseException) -> bool:
    """Whether a file could not be written for lack of room, here or in a quota."""
    return isinstance(error, OSError) and error.errno in _NO_ROOM


@contextmanager
def storing() -> Iterator[None]:
    """While a request stores a file: raises StorageUnavailableError in place of any OSError.

    Workers need none of it: they try again what fails so.
    """
    try:
        yield
    except OSError as error:
        log.error("storage_unavailable", error=repr(error))
        raise (StorageFullError if is_full(error) else StorageUnavailableError) from error
