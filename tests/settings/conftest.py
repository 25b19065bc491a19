"""Settings with real files: each test has its own media storage."""

from tests.posts.conftest import files

__all__ = ["files"]
