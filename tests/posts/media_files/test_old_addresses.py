"""An address stops working with the next request after its viewer lost access."""

from collections.abc import Callable
from typing import Literal

import pytest
from django.core.files.storage import storages
from django.test import Client

from accounts.models import User
from accounts.services import suspend_user, unsuspend_user
from accounts.services.leaving import deactivate_account
from posts.models import Post
from posts.services.deleting import delete_post
from social.services import (
    add_close_friend,
    block_user,
    follow_user,
    remove_close_friend,
    remove_follower,
    set_private,
    unfollow_user,
)
from tests.factories import NOW, PASSWORD
from tests.posts.media_files.serving import (
    ReaderOf,
    link,
    make_post_with_file,
)

pytestmark = pytest.mark.django_db


def going_private(author: User, viewer: User, post: Post) -> None:
    unfollow_user(follower=viewer, following=author)
    set_private(user=author, is_private=True)


def unfollowing(author: User, viewer: User, post: Post) -> None:
    set_private(user=author, is_private=True)
    unfollow_user(follower=viewer, following=author)


def being_removed(author: User, viewer: User, post: Post) -> None:
    set_private(user=author, is_private=True)
    remove_follower(user=author, follower=viewer)


def being_blocked(author: User, viewer: User, post: Post) -> None:
    block_user(blocker=author, blocked=viewer)


def blocking(author: User, viewer: User, post: Post) -> None:
    block_user(blocker=viewer, blocked=author)


def a_deletion(author: User, viewer: User, post: Post) -> None:
    delete_post(post=post, actor=author)


def an_archiving(author: User, viewer: User, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(archived_at=NOW)


def another_audience(author: User, viewer: User, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(audience=Post.Audience.CLOSE_FRIENDS)


def the_authors_suspension(author: User, viewer: User, post: Post) -> None:
    suspend_user(user=author)


def the_author_going_away(author: User, viewer: User, post: Post) -> None:
    deactivate_account(user=author, password=PASSWORD)


CHANGES = [
    going_private,
    unfollowing,
    being_removed,
    being_blocked,
    blocking,
    a_deletion,
    an_archiving,
    another_audience,
    the_authors_suspension,
    the_author_going_away,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_an_old_address_is_closed_after(
    change: Callable[[User, User, Post], None], alice: User, bob: User, reader_of: ReaderOf
) -> None:
    """The files are still there, and links that are good for minutes do not help."""
    follow_user(follower=bob, following=alice)
    post, path = make_post_with_file(alice)
    reader = reader_of(bob)
    assert reader.can_read(path)
    change(alice, bob, post)
    assert not reader.can_read(path)
    assert storages["media"].exists(path.removeprefix("/media/"))


def test_a_post_that_is_deleted_is_closed_to_its_author_too(
    alice: User, reader_of: ReaderOf
) -> None:
    post, path = make_post_with_file(alice)
    reader = reader_of(alice)
    assert reader.can_read(path)
    delete_post(post=post, actor=alice)
    assert not reader.can_read(path)


def test_a_removed_close_friend_loses_access(alice: User, bob: User, reader_of: ReaderOf) -> None:
    _post, path = make_post_with_file(alice, audience="close_friends")
    add_close_friend(owner=alice, friend=bob)
    reader = reader_of(bob)
    assert reader.can_read(path)
    remove_close_friend(owner=alice, friend=bob)
    assert not reader.can_read(path)


@pytest.mark.parametrize("way", ["suspended", "away"])
def test_links_of_inactive_users_are_dead(
    way: Literal["suspended", "away"], alice: User, bob: User
) -> None:
    """Also links to public files: no one may request in their name."""
    _post, path = make_post_with_file(alice)
    address = link(path, bob)
    assert Client().get(address).status_code == 200
    if way == "suspended":
        suspend_user(user=bob)
    else:
        deactivate_account(user=bob, password=PASSWORD)
    assert Client().get(address).status_code == 404
    assert Client().get(path).status_code == 200
    if way == "suspended":
        unsuspend_user(user=bob)
        assert Client().get(address).status_code == 200
