"""Who sees a post, and who meets its author: every door against one small table.

`tests/relations.py` says in two lines what is right; nothing here is told by the code under test.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from messaging.selectors import visible_post_ids
from posts.models import Comment, Like, Post
from posts.selectors import describe_counts
from social.services import block_user, follow_user, set_private, unblock_user
from tests.answers import error_of
from tests.factories import make_comment, make_post
from tests.relations import KINDS, follow, may_meet, may_see, relate

pytestmark = pytest.mark.django_db

CAPTION = "A pier before the storm"

POST_DOORS = [
    "/p/{shortcode}/",
    "/p/{shortcode}/card",
    "/p/{shortcode}/comments",
    "/api/v1/posts/{id}",
    "/api/v1/posts/{shortcode}",
    "/api/v1/posts/{id}/comments",
]
WRITES = [
    ("post", "/api/v1/posts/{id}/like", {}),
    ("delete", "/api/v1/posts/{id}/like", {}),
    ("post", "/api/v1/posts/{id}/comments", {"text": "Lovely."}),
    ("post", "/p/{shortcode}/like", {"liked": "1"}),
    ("post", "/p/{shortcode}/comments", {"text": "Lovely."}),
]


@dataclass
class Scene:
    """Somebody, the kind of viewer they are, and erin's account with a post and a comment."""

    kind: str
    private: bool
    viewer: User | None
    author: User
    post: Post

    @property
    def is_seen(self) -> bool:
        return may_see(self.kind, private=self.private)

    def door(self, path: str) -> tuple[Client, str]:
        """The page's or the API's client, and the address of the post."""
        api = path.startswith("/api/")
        client: Client = APIClient() if api else Client()
        if self.viewer:
            client = (self.api_of if api else self.client_of)(self.viewer)
        return client, path.format(id=self.post.pk, shortcode=self.post.shortcode)

    api_of: Callable[[User], APIClient]
    client_of: Callable[[User], Client]


@pytest.fixture(params=[(kind, private) for private in (False, True) for kind in KINDS],
                ids=lambda each: f"{each[0]}-{'private' if each[1] else 'public'}")  # fmt: skip
def scene(
    request: pytest.FixtureRequest, bob: User, erin: User,
    api_of: Callable[[User], APIClient], client_of: Callable[[User], Client],
) -> Scene:  # fmt: skip
    kind, private = request.param
    post = make_post(erin, caption=CAPTION)
    make_comment(post, erin, "Taken at six.")
    viewer = relate(kind, bob, erin, private=private)
    return Scene(kind, private, viewer, erin, post, api_of, client_of)


@pytest.mark.parametrize("pattern", POST_DOORS)
def test_a_post_is_there_for_those_who_may_see_it_and_for_nobody_else(
    pattern: str, scene: Scene
) -> None:
    client, path = scene.door(pattern)
    answer = client.get(path)
    assert answer.status_code in ({200, 286} if scene.is_seen else {404})
    assert (CAPTION in answer.content.decode()) <= scene.is_seen


@pytest.mark.parametrize(("method", "pattern", "body"), WRITES)
def test_only_those_who_see_it_can_do_something_to_it(
    method: str, pattern: str, body: dict[str, str], scene: Scene
) -> None:
    client, path = scene.door(pattern)
    kind = {"content_type": "application/json"} if path.startswith("/api/") else {}
    answer = getattr(client, method)(path, body, **kind)
    if scene.viewer is None:
        assert answer.status_code in {401, 302}
    else:
        assert answer.status_code in ({200, 201, 302} if scene.is_seen else {404})
    wrote = Like.objects.exists() or Comment.objects.count() > 1
    assert wrote <= (scene.is_seen and scene.viewer is not None)


def test_a_stranger_may_not_delete_and_whoever_sees_nothing_finds_nothing(scene: Scene) -> None:
    client, path = scene.door("/api/v1/posts/{id}")
    expected = 404 if not scene.is_seen else 204 if scene.kind == "author" else 403
    assert client.delete(path).status_code == (expected if scene.viewer else 401)


def test_a_profile_has_a_head_for_all_but_the_blocked_and_posts_for_those_who_see_them(
    scene: Scene,
) -> None:
    client, path = scene.door("/erin/")
    answer = client.get(path)
    assert answer.status_code == (200 if may_meet(scene.kind) else 404)
    assert (scene.post.shortcode in answer.content.decode()) == scene.is_seen


def test_the_api_tells_an_account_to_all_but_the_blocked(scene: Scene) -> None:
    client, path = scene.door("/api/v1/users/erin")
    answer = client.get(path)
    assert answer.status_code == (200 if may_meet(scene.kind) else 404)
    if answer.status_code == 200:
        assert answer.json()["is_private"] is scene.private
        assert CAPTION not in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    ["/api/v1/users/erin/posts", "/api/v1/users/erin/followers", "/api/v1/users/erin/following"],
)
def test_the_lists_of_an_account_are_open_locked_or_not_there(path: str, scene: Scene) -> None:
    client, path = scene.door(path)
    answer = client.get(path)
    if scene.is_seen:
        assert answer.status_code == 200
        assert scene.post.shortcode in answer.content.decode() or not path.endswith("/posts")
    elif scene.kind in {"blocked", "blocking"}:
        assert error_of(answer, 404)["code"] == "not_found"
    else:
        assert error_of(answer, 403)["code"] == "private_account"


@pytest.mark.parametrize("path", ["/erin/followers", "/erin/following"])
def test_the_pages_of_the_lists_are_open_locked_or_not_there(path: str, scene: Scene) -> None:
    client, path = scene.door(path)
    apart = scene.kind in {"blocked", "blocking"}
    assert client.get(path).status_code == (200 if scene.is_seen else 404 if apart else 403)


@pytest.mark.parametrize("path", ["/", "/api/v1/feed"])
def test_a_feed_has_what_one_follows_and_does_not_mute(path: str, scene: Scene) -> None:
    client, path = scene.door(path)
    answer = client.get(path)
    if scene.viewer is None and path != "/":
        assert answer.status_code == 401
        return
    in_feed = scene.kind in {"author", "follower"}
    assert (scene.post.shortcode in answer.content.decode()) == in_feed


def test_a_socket_may_look_at_what_its_viewer_sees_and_is_told_of_nothing_else(
    scene: Scene,
) -> None:
    if scene.viewer is None:
        pytest.skip("the anonymous have no socket")
    ids = visible_post_ids(viewer=scene.viewer, ids=[scene.post.pk])
    assert ids == ({scene.post.pk} if scene.is_seen else set())
    hint = {"type": "post.updated", "post_id": str(scene.post.pk)}
    assert (describe_counts(scene.viewer, hint) is not None) == scene.is_seen


@pytest.mark.parametrize("blocks", ["the other", "by the other"])
def test_comments_of_somebody_blocked_are_hidden_both_ways_under_posts_of_others(
    blocks: str, alice: User, bob: User, carol: User, api_of: Callable[[User], APIClient]
) -> None:
    post = make_post(alice)
    make_comment(post, bob, "From bob")
    make_comment(post, carol, "From carol")
    blocker, blocked = (bob, carol) if blocks == "the other" else (carol, bob)

    def seen_by(viewer: User) -> set[str]:
        answer = api_of(viewer).get(f"/api/v1/posts/{post.pk}/comments")
        return {comment["author"]["username"] for comment in answer.json()["results"]}

    assert seen_by(bob) == {"bob", "carol"}
    block_user(blocker=blocker, blocked=blocked)
    assert seen_by(bob) == {"bob"}
    assert seen_by(carol) == {"carol"}
    assert seen_by(alice) == {"bob", "carol"}
    unblock_user(blocker=blocker, blocked=blocked)
    assert seen_by(bob) == {"bob", "carol"}


def test_going_private_hides_old_posts_and_going_public_shows_them_again(
    alice: User, bob: User, carol: User, api_of: Callable[[User], APIClient]
) -> None:
    follow_user(follower=bob, following=alice)
    path = f"/api/v1/posts/{make_post(alice).pk}"
    for private, status in ((False, 200), (True, 404), (False, 200)):
        set_private(user=alice, is_private=private)
        assert api_of(carol).get(path).status_code == status
        assert APIClient().get(path).status_code == status
        assert api_of(bob).get(path).status_code == 200


def test_who_went_away_is_not_there_and_their_comments_are_not(
    alice: User, bob: User, client: Client
) -> None:
    post, other = make_post(alice), make_post(bob)
    make_comment(other, alice, "Gone with me.")
    User.objects.filter(pk=alice.pk).update(deactivated_at="2026-01-01T00:00Z")
    for path in ("/alice/", post.get_absolute_url(), "/alice/followers"):
        assert client.get(path).status_code == 404
    assert "Gone with me." not in client.get(other.get_absolute_url()).content.decode()


def test_likes_of_the_invisible_are_counted(
    alice: User, bob: User, carol: User, api_of: Callable[[User], APIClient]
) -> None:
    post = make_post(alice)
    for person in (bob, carol):
        api_of(person).post(f"/api/v1/posts/{post.pk}/like")
    block_user(blocker=bob, blocked=carol)
    assert api_of(bob).get(f"/api/v1/posts/{post.pk}").json()["likes_count"] == 2


def test_followers_of_a_private_account_see_each_other_but_not_past_a_block(
    alice: User, bob: User, carol: User, erin: User, api_of: Callable[[User], APIClient]
) -> None:
    set_private(user=erin, is_private=True)
    for person in (alice, bob, carol):
        follow(person, erin)
    block_user(blocker=carol, blocked=bob)
    found = api_of(bob).get("/api/v1/users/erin/followers").json()["results"]
    assert [person["username"] for person in found] == ["bob", "alice"]
