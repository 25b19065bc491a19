"""A post that is not ready is its author's alone, through every door."""

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from feeds import timelines
from feeds.selectors import home_page
from posts.models import Post
from posts.services.publish import delete_post
from social.services import follow_user
from tests.factories import make_comment, make_media, make_post

pytestmark = pytest.mark.django_db

CAPTION = "A pier before the storm"
READS = [
    "/api/v1/posts/{id}",
    "/api/v1/posts/{shortcode}",
    "/api/v1/posts/{id}/comments",
    "/p/{shortcode}/",
    "/p/{shortcode}/card",
    "/p/{shortcode}/comments",
]
WRITES = [
    ("/api/v1/posts/{id}/like", {}),
    ("/api/v1/posts/{id}/comments", {"text": "Lovely."}),
    ("/p/{shortcode}/like", {"liked": "1"}),
    ("/p/{shortcode}/comments", {"text": "Lovely."}),
]
LISTS = ["/", "/alice/", "/api/v1/users/alice/posts", "/api/v1/feed"]

Status = Callable[[User | None, str], int]


@pytest.fixture
def hidden(alice: User, bob: User, request: pytest.FixtureRequest) -> Post:
    """A post of alice's that bob, her follower, may not see; it is in his timeline all the same."""
    follow_user(follower=bob, following=alice)
    make_post(alice, caption="Seen by all")
    post = make_post(alice, caption=CAPTION)
    home_page(viewer=bob)
    timelines.push([bob.pk], post.pk)
    hide(post, request.param)
    return post


def hide(post: Post, how: str) -> None:
    if how == "deleted":
        delete_post(post=post, actor=post.author)
    elif how == "of somebody shut out":
        suspend_user(user=post.author)
    else:
        Post.objects.filter(pk=post.pk).update(state=how)
        post.media.update(status=how)


def address(pattern: str, post: Post) -> str:
    return pattern.format(id=post.pk, shortcode=post.shortcode)


every_reason = pytest.mark.parametrize(
    "hidden", ["processing", "failed", "deleted", "of somebody shut out"], indirect=True
)
while_preparing = pytest.mark.parametrize("hidden", ["processing", "failed"], indirect=True)


@pytest.fixture
def door(
    client_of: Callable[[User], Client], api_of: Callable[[User], APIClient]
) -> Callable[[User | None, str], Client]:
    """The right door for an address, for somebody or for nobody."""

    def find(person: User | None, path: str) -> Client:
        if path.startswith("/api/"):
            return api_of(person) if person else APIClient()
        return client_of(person) if person else Client()

    return find


Door = Callable[[User | None, str], Client]


@every_reason
@pytest.mark.parametrize("pattern", READS)
def test_others_find_nothing(pattern: str, hidden: Post, bob: User, door: Door) -> None:
    path = address(pattern, hidden)
    assert door(None, path).get(path).status_code == 404
    assert door(bob, path).get(path).status_code == 404


@every_reason
@pytest.mark.parametrize(("pattern", "body"), WRITES)
def test_others_can_do_nothing_to_it(
    pattern: str, body: dict[str, str], hidden: Post, bob: User, door: Door
) -> None:
    path = address(pattern, hidden)
    assert door(bob, path).post(path, body).status_code in {404, 415}
    assert door(bob, path).post(path, body, content_type="application/json").status_code == 404
    assert not hidden.likes.exists()
    assert not hidden.comments.exists()


@every_reason
@pytest.mark.parametrize("path", LISTS)
def test_no_list_shows_it_to_others(path: str, hidden: Post, bob: User, door: Door) -> None:
    page = door(bob, path).get(path).content.decode()
    assert CAPTION not in page
    assert hidden.shortcode not in page


@pytest.mark.parametrize("path", LISTS)
def test_the_lists_would_show_it(path: str, alice: User, bob: User, door: Door) -> None:
    follow_user(follower=bob, following=alice)
    post = make_post(alice, caption=CAPTION)
    page = door(bob, path).get(path).content.decode()
    assert post.shortcode in page


@while_preparing
@pytest.mark.parametrize("pattern", READS)
def test_its_author_sees_it(pattern: str, hidden: Post, alice: User, door: Door) -> None:
    path = address(pattern, hidden)
    assert door(alice, path).get(path).status_code in {200, 286}


@while_preparing
def test_its_author_finds_it_at_home_and_on_the_own_profile(
    hidden: Post, alice: User, door: Door
) -> None:
    for path in ("/", "/alice/", "/api/v1/users/alice/posts"):
        assert hidden.shortcode in door(alice, path).get(path).content.decode()


@pytest.mark.parametrize("hidden", ["processing"], indirect=True)
def test_old_comments_are_hidden_with_their_post(hidden: Post, bob: User, door: Door) -> None:
    comment = make_comment(hidden, bob)
    path = f"/api/v1/comments/{comment.pk}"
    assert door(bob, path).delete(path).status_code == 404


def test_comments_of_somebody_shut_out_are_hidden(alice: User, bob: User, door: Door) -> None:
    post = make_post(alice)
    make_comment(post, bob, "Gone with me.")
    path = f"/api/v1/posts/{post.pk}/comments"
    assert len(door(None, path).get(path).json()["results"]) == 1
    suspend_user(user=bob)
    assert door(None, path).get(path).json()["results"] == []


def test_an_upload_is_shown_nowhere(alice: User, door: Door) -> None:
    media = make_media(alice)
    for path in LISTS:
        page = door(alice, path).get(path).content.decode()
        assert str(media.pk) not in page
        assert media.folder not in page
