"""Settings with real files: each test has a store of its own."""

from tests.posts.conftest import files

__all__ = ["files"]
