"""A photo's files are served to viewers of its post."""

from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from posts.models import Post
from social.services import (
    add_close_friend,
    set_private,
)
from tests.factories import NOW, make_media, make_user
from tests.posts.media_files.serving import ReaderOf, make_post_with_file, save_file
from tests.relations import FOLLOWERS, KINDS, follow, may_see, relate

pytestmark = pytest.mark.django_db

STATES: dict[str, dict[str, Any]] = {
    "shown": {},
    "to followers": {"audience": "followers"},
    "to close friends": {"audience": "close_friends"},
    "archived": {"archived_at": NOW},
    "processing": {"state": "processing"},
    "failed": {"state": "failed"},
    "deleted": {"deleted_at": NOW},
}


def may_read(kind: str, state: str, *, private: bool) -> bool:
    """The reference, for viewers who are not close friends."""
    if kind == "author":
        return state != "deleted"
    if state == "to followers":
        return kind in FOLLOWERS
    return state == "shown" and may_see(kind, private=private)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_served_to_viewers_of_its_post(
    kind: str, erin: User, dave: User, reader_of: ReaderOf
) -> None:
    reader = reader_of(relate(kind, dave, erin, private=False))
    paths = {state: make_post_with_file(erin, **fields)[1] for state, fields in STATES.items()}
    for private in (False, True):
        set_private(user=erin, is_private=private)
        found = {state: reader.can_read(path) for state, path in paths.items()}
        expected = {state: may_read(kind, state, private=private) for state in STATES}
        assert found == expected, f"{private=}"


def test_a_close_friend_of_a_private_account_must_follow_too(
    alice: User, bob: User, reader_of: ReaderOf
) -> None:
    _post, path = make_post_with_file(alice, audience="close_friends")
    add_close_friend(owner=alice, friend=bob)
    reader = reader_of(bob)
    assert reader.can_read(path)
    set_private(user=alice, is_private=True)
    assert not reader.can_read(path)
    follow(bob, alice)
    assert reader.can_read(path)


def test_a_moderator_is_a_stranger_here(alice: User, admin_user: User, reader_of: ReaderOf) -> None:
    set_private(user=alice, is_private=True)
    assert not reader_of(admin_user).can_read(make_post_with_file(alice)[1])


def test_an_upload_is_its_owners_alone(
    alice: User, bob: User, admin_user: User, reader_of: ReaderOf
) -> None:
    path = save_file(make_media(alice))
    assert reader_of(alice).can_read(path)
    for other in (bob, admin_user, None):
        assert not reader_of(other).can_read(path)


def test_all_anonymous_requests_share_a_count() -> None:
    """The shortcut without a query decides as the query does."""
    accounts: list[dict[str, Any]] = [
        {}, {"is_private": True}, {"is_active": False}, {"deactivated_at": NOW}
    ]  # fmt: skip
    authors = [make_user(f"author{number}") for number in range(len(accounts))]
    for author, account in zip(authors, accounts, strict=True):
        User.objects.filter(pk=author.pk).update(**account)
    Post.objects.bulk_create(
        Post(
            author=author, state=state, audience=audience, archived_at=archived, deleted_at=deleted
        )
        for author, state, audience, archived, deleted in product(
            authors, Post.State, Post.Audience, (None, NOW), (None, NOW)
        )
    )
    posts = Post.objects.select_related("author")
    visible = set(Post.objects.visible_to(AnonymousUser()))
    assert visible == {post for post in posts if post.is_public}
    assert 0 < len(visible) < len(posts) == 4 * 3 * 3 * 4
