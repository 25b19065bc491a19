"""Who finds which profile: profiles and their lists, comments and likes across a block."""

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from social.services import block_user, follow_user, set_private, unblock_user
from tests.factories import make_comment, make_media, make_post
from tests.relations import follow
from tests.responses import error_of
from tests.visibility.oracle import finds_profile, reads_lists
from tests.visibility.samples import list_viewers
from tests.visibility.world import Viewer, World

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
NAME = "the_author"
HEADS = [f"/{NAME}/", f"/api/v1/users/{NAME}"]
LISTS = [
    f"/{NAME}/followers",
    f"/{NAME}/following",
    f"/api/v1/users/{NAME}/posts",
    f"/api/v1/users/{NAME}/tagged",
    f"/api/v1/users/{NAME}/followers",
    f"/api/v1/users/{NAME}/following",
]


def status(path: str, world: World, viewer: Viewer) -> int:
    client = viewer.app if path.startswith("/api/") else viewer.browser
    answer = client.get(path)
    if path.startswith("/api/") and answer.status_code == 403:
        assert error_of(answer, 403)["code"] == "private_account"
    # A viewer who was logged out sees as little as a stranger.
    return 404 if answer.status_code == 401 else answer.status_code


@pytest.mark.parametrize("path", HEADS)
def test_a_profile_header_is_shown_to_all_but_the_blocked(path: str, world: World) -> None:
    found = {each.kind: status(path, world, each) for each in list_viewers(path, world)}
    assert found == {kind: 200 if finds_profile(kind, world.account) else 404 for kind in found}


@pytest.mark.parametrize("path", LISTS)
def test_the_lists_of_an_account_are_open_locked_or_missing(path: str, world: World) -> None:
    found = {each.kind: status(path, world, each) for each in list_viewers(path, world)}
    assert found == {kind: list_status(kind, world.account) for kind in found}


def list_status(kind: str, account: str) -> int:
    if reads_lists(kind, account):
        return 200
    return 403 if finds_profile(kind, account) and kind != "blocking" else 404


@pytest.mark.parametrize("blocks", ["the other", "by the other"])
def test_a_block_hides_comments_both_ways_under_posts_of_others(
    blocks: str, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    make_comment(post, bob, "From bob")
    make_comment(post, carol, "From carol")
    blocker, blocked = (bob, carol) if blocks == "the other" else (carol, bob)

    def visible_to_viewer(viewer: User) -> set[str]:
        answer = api_of(viewer).get(f"/api/v1/posts/{post.pk}/comments")
        return {comment["author"]["username"] for comment in answer.json()["results"]}

    assert visible_to_viewer(bob) == {"bob", "carol"}
    block_user(blocker=blocker, blocked=blocked)
    assert visible_to_viewer(bob) == {"bob"}
    assert visible_to_viewer(carol) == {"carol"}
    assert visible_to_viewer(alice) == {"bob", "carol"}
    unblock_user(blocker=blocker, blocked=blocked)
    assert visible_to_viewer(bob) == {"bob", "carol"}


def test_going_private_hides_old_posts_and_going_public_shows_them_again(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=alice)
    path = f"/api/v1/posts/{make_post(alice).pk}"
    for private, status in ((False, 200), (True, 404), (False, 200)):
        set_private(user=alice, is_private=private)
        assert api_of(carol).get(path).status_code == status
        assert APIClient().get(path).status_code == status
        assert api_of(bob).get(path).status_code == 200


def test_a_deactivated_account_and_its_comments_are_hidden(
    alice: User, bob: User, client: Client
) -> None:
    post, other = make_post(alice), make_post(bob)
    make_comment(other, alice, "Gone with me.")
    User.objects.filter(pk=alice.pk).update(deactivated_at="2026-01-01T00:00Z")
    for path in ("/alice/", post.get_absolute_url(), "/alice/followers"):
        assert client.get(path).status_code == 404
    assert "Gone with me." not in client.get(other.get_absolute_url()).content.decode()


def test_likes_of_hidden_accounts_are_counted(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    for person in (bob, carol):
        api_of(person).post(f"/api/v1/posts/{post.pk}/like")
    block_user(blocker=bob, blocked=carol)
    assert api_of(bob).get(f"/api/v1/posts/{post.pk}").json()["likes_count"] == 2


def test_followers_of_a_private_account_see_each_other_but_not_past_a_block(
    alice: User, bob: User, carol: User, erin: User, api_of: ApiOf
) -> None:
    set_private(user=erin, is_private=True)
    for person in (alice, bob, carol):
        follow(person, erin)
    block_user(blocker=carol, blocked=bob)
    found = api_of(bob).get("/api/v1/users/erin/followers").json()["results"]
    assert [person["username"] for person in found] == ["bob", "alice"]


def test_comments_of_a_suspended_account_are_hidden(alice: User, bob: User) -> None:
    post = make_post(alice)
    make_comment(post, bob, "Gone with me.")
    path = f"/api/v1/posts/{post.pk}/comments"
    assert len(APIClient().get(path).json()["results"]) == 1
    suspend_user(user=bob)
    assert APIClient().get(path).json()["results"] == []


def test_an_unpublished_upload_is_shown_nowhere(
    alice: User, client_of: ClientOf, api_of: ApiOf
) -> None:
    media = make_media(alice)
    for path in ("/", "/alice/", "/api/v1/users/alice/posts", "/api/v1/feed"):
        client = api_of(alice) if path.startswith("/api/") else client_of(alice)
        page = client.get(path).content.decode()
        assert str(media.pk) not in page
        assert media.folder not in page


@pytest.mark.parametrize("path", ["/the_guest/following", "/api/v1/users/the_guest/following"])
def test_an_account_is_listed_only_for_viewers_who_find_its_profile(
    path: str, world: World
) -> None:
    for viewer in list_viewers(path, world):
        client = viewer.app if path.startswith("/api/") else viewer.browser
        shown = NAME in client.get(path).content.decode()
        is_found = finds_profile(viewer.kind, world.account) and viewer.kind != "blocking"
        assert shown == is_found, viewer.kind


@pytest.mark.parametrize("path", ["/suggestions", "/api/v1/users/suggestions"])
def test_a_block_either_way_prevents_a_suggestion(path: str, world: World) -> None:
    for kind in ("blocked", "blocking", "stranger"):
        viewer = world.viewers[kind]
        client = viewer.app if path.startswith("/api/") else viewer.browser
        shown = NAME in client.get(path).content.decode()
        assert shown == (kind == "stranger" and finds_profile(kind, world.account)), kind
