"""Readers, and a file that not everyone may read."""

import pytest

from accounts.models import User
from social.services import (
    follow_user,
    set_private,
)
from tests.posts.media_files.serving import ApiOf, ClientOf, Reader, ReaderOf, make_post_with_file


@pytest.fixture
def reader_of(client_of: ClientOf, api_of: ApiOf) -> ReaderOf:
    return lambda person: Reader(client_of, api_of, person)


@pytest.fixture
def private_file(alice: User, bob: User) -> str:
    """The address of a rendition that bob may see, and carol may not."""
    follow_user(follower=bob, following=alice)
    set_private(user=alice, is_private=True)
    return make_post_with_file(alice)[1]
