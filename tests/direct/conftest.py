"""Photos lie in folders of each test's own, as in the tests of posts."""

from tests.posts.conftest import files

__all__ = ["files"]
