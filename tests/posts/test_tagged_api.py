"""Tagged users: tagged by the author, in the hands of each tagged user."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from posts.models import AuthorSettings, Post, TaggedUser
from posts.selectors.tagged import serialize_photo_tag
from posts.services.deleting import delete_post
from posts.services.publishing import publish_if_ready
from posts.services.tagged import set_tagged
from social.services import block_user, set_private, unblock_user
from tests.factories import make_media, make_post
from tests.relations import follow
from tests.responses import error_of, outbox_payloads

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
REQUESTS = "/api/v1/users/me/tag-requests"


def own(post: Post) -> str:
    return f"/api/v1/posts/{post.pk}/tagged/me"


def publish(api: APIClient, author: User, **fields: Any) -> Any:
    body = {"media_ids": [str(make_media(author).pk)], **fields}
    return api.post("/api/v1/posts", body, format="json")


def change(api: APIClient, post: Post, tagged: list[str]) -> Any:
    return api.patch(f"/api/v1/posts/{post.pk}", {"tagged": tagged}, format="json")


def names(people: list[dict[str, str]]) -> list[str]:
    return sorted(person["username"] for person in people)


def seen_in(post: Post, api: APIClient) -> list[str]:
    return names(api.get(f"/api/v1/posts/{post.pk}").json()["tagged"])


def ids(api: APIClient, path: str) -> list[str]:
    return [post["id"] for post in api.get(path).json()["results"]]


def review(person: User) -> None:
    AuthorSettings.objects.create(user=person, reviews_tags=True)


def tag(post: Post, *people: User) -> None:
    with transaction.atomic():
        set_tagged(post=post, usernames=[person.username for person in people])


def test_a_post_names_the_people_in_it(
    alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    response = publish(api_of(alice), alice, tagged=["@Bob", "carol", "bob", "alice"])
    assert response.status_code == 201
    assert names(response.json()["tagged"]) == ["alice", "bob", "carol"]
    post = Post.objects.get()
    assert seen_in(post, api_of(dave)) == ["alice", "bob", "carol"]
    assert seen_in(post, APIClient()) == ["alice", "bob", "carol"]


def test_its_author_changes_them(alice: User, bob: User, carol: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    api = api_of(alice)
    for tagged in (["bob"], ["bob", "carol"], ["carol"], ["carol"], []):
        assert names(change(api, post, tagged).json()["tagged"]) == tagged
    tag(post, bob)
    api.patch(f"/api/v1/posts/{post.pk}", {"caption": "Only words"}, format="json")
    assert seen_in(post, api) == ["bob"]
    assert error_of(change(api_of(bob), post, ["carol"]), 403)


def test_twenty_people_and_no_more(alice: User, api_of: ApiOf) -> None:
    people = [User.objects.create(username=f"person{number:02}") for number in range(21)]
    usernames = [person.username for person in people]
    api = api_of(alice)
    post = make_post(alice)
    assert len(change(api, post, usernames[:20]).json()["tagged"]) == 20
    error = error_of(change(api, post, usernames), 400)
    assert (error["code"], error["attr"]) == ("too_many_tagged", "tagged")
    assert error_of(publish(api, alice, tagged=usernames), 400)["code"] == "too_many_tagged"
    assert Post.objects.count() == 1
    assert post.tagged.count() == 20


def test_hidden_and_unknown_users_are_indistinguishable(
    alice: User, bob: User, carol: User, dave: User, erin: User, api_of: ApiOf
) -> None:
    api, post = api_of(alice), make_post(alice)
    block_user(blocker=bob, blocked=alice)
    block_user(blocker=alice, blocked=carol)
    suspend_user(user=dave)
    for name in ("bob", "carol", "dave", "nobody", "what is this", "x" * 300, "\0", "ßß"):
        error = error_of(change(api, post, ["erin", name]), 400)
        if "\0" not in name:
            assert (error["code"], error["attr"]) == ("unknown_user", "tagged")
            assert error["detail"] == f"There is no user called “{name}”."
    assert not TaggedUser.objects.exists()


@pytest.mark.parametrize("tagged", ["bob", {"bob": 1}, [7], [None], [["bob"]], [""], 7, None])
def test_an_invalid_list_of_names_is_refused(tagged: Any, alice: User, api_of: ApiOf) -> None:
    response = publish(api_of(alice), alice, tagged=tagged)
    assert str(error_of(response, 400)["attr"]).startswith("tagged")
    assert not Post.objects.exists()


def test_a_reviewed_tag_is_shown_once_approved(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    review(bob)
    post = make_post(alice)
    tag(post, bob)
    assert seen_in(post, api_of(carol)) == []
    assert seen_in(post, APIClient()) == []
    for person in (alice, bob):
        assert seen_in(post, api_of(person)) == ["bob"]
    api = api_of(bob)
    assert ids(api, REQUESTS) == [str(post.pk)]
    assert ids(api, "/api/v1/users/bob/tagged") == []
    for _ in range(2):
        assert api.post(own(post)).status_code == 204
    assert ids(api, REQUESTS) == []
    assert seen_in(post, api_of(carol)) == ["bob"]
    assert ids(api_of(carol), "/api/v1/users/bob/tagged") == [str(post.pk)]


def test_an_author_in_their_own_picture_need_not_approve(alice: User, api_of: ApiOf) -> None:
    review(alice)
    post = make_post(alice)
    tag(post, alice)
    assert seen_in(post, APIClient()) == ["alice"]
    assert api_of(alice).delete(own(post)).status_code == 204
    assert seen_in(post, APIClient()) == []
    tag(post, alice)
    assert seen_in(post, APIClient()) == ["alice"]


def test_a_removed_self_tag_stays_removed(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    tag(post, bob, carol)
    api = api_of(bob)
    for _ in range(2):
        assert api.delete(own(post)).status_code == 204
    for viewer in (alice, bob, carol):
        assert seen_in(post, api_of(viewer)) == ["carol"]
    # The author gets no event, and cannot restore the tag.
    for tagged in (["bob", "carol"], [], ["bob"]):
        assert change(api_of(alice), post, tagged).status_code == 200
        assert "bob" not in seen_in(post, api_of(carol))
    assert ids(api, "/api/v1/users/bob/tagged") == []
    # They themselves can.
    assert api.post(own(post)).status_code == 204
    assert seen_in(post, api_of(carol)) == ["bob"]


def test_an_untagged_user_cannot_tag_themselves(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    tag(post, carol)
    assert error_of(api_of(bob).post(own(post)), 404)
    assert api_of(bob).delete(own(post)).status_code == 204
    assert seen_in(post, APIClient()) == ["carol"]
    assert not TaggedUser.objects.filter(user=bob).exists()


def test_a_hidden_post_is_a_404(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    tag(post, bob)
    set_private(user=alice, is_private=True)
    for method in ("post", "delete"):
        assert error_of(getattr(api_of(bob), method)(own(post)), 404)
        assert error_of(getattr(APIClient(), method)(own(post)), 401)
    assert error_of(APIClient().get(REQUESTS), 401)


def test_a_block_removes_the_tag_for_all_viewers(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    tag(post, bob)
    assert seen_in(post, api_of(carol)) == ["bob"]
    for blocker, blocked in ((alice, bob), (bob, alice)):
        block_user(blocker=blocker, blocked=blocked)
        assert seen_in(post, api_of(carol)) == []
        assert ids(api_of(carol), "/api/v1/users/bob/tagged") == []
        # An edit by the author changes nothing of what they do not see.
        change(api_of(alice), post, ["carol"])
        unblock_user(blocker=blocker, blocked=blocked)
        assert seen_in(post, api_of(carol)) == ["bob", "carol"]
        tag(post, bob)


def test_users_blocked_by_the_viewer_are_not_shown(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    tag(post, bob, alice)
    block_user(blocker=bob, blocked=carol)
    assert seen_in(post, api_of(carol)) == ["alice"]
    suspend_user(user=bob)
    assert seen_in(post, api_of(alice)) == ["alice"]


def test_tagged_posts_are_those_the_viewer_may_see(
    alice: User, bob: User, carol: User, erin: User, api_of: ApiOf
) -> None:
    shown = [make_post(alice) for _ in range(3)]
    hidden = [
        make_post(erin),
        make_post(alice, audience="close_friends"),
        make_post(alice, state=Post.State.PROCESSING),
        make_post(alice, archived_at=shown[0].created_at),
    ]
    for post in (*shown, *hidden):
        tag(post, bob)
    set_private(user=erin, is_private=True)
    expected = [str(post.pk) for post in reversed(shown)]
    path = "/api/v1/users/bob/tagged"
    assert ids(api_of(carol), path) == expected
    assert ids(APIClient(), path) == expected
    follow(bob, erin)
    assert set(ids(api_of(bob), path)) == {*expected, str(hidden[0].pk)}
    # What one shows to few, or keeps for oneself, is not shown off elsewhere.
    assert set(ids(api_of(alice), path)) == {*expected, str(hidden[1].pk)}
    delete_post(post=shown[0], actor=alice)
    assert len(ids(APIClient(), path)) == 2


def test_a_private_person_shows_them_to_followers(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    tag(post, bob)
    set_private(user=bob, is_private=True)
    path = "/api/v1/users/bob/tagged"
    assert error_of(api_of(carol).get(path), 403)["code"] == "private_account"
    assert error_of(APIClient().get(path), 403)["code"] == "private_account"
    follow(carol, bob)
    assert ids(api_of(carol), path) == [str(post.pk)]
    block_user(blocker=bob, blocked=carol)
    assert error_of(api_of(carol).get(path), 404)
    assert error_of(APIClient().get("/api/v1/users/nobody/tagged"), 404)


def test_pages_of_them_join(alice: User, bob: User, api_of: ApiOf) -> None:
    posts = [make_post(alice) for _ in range(5)]
    for post in posts:
        tag(post, bob)
    api = api_of(bob)
    page = api.get("/api/v1/users/bob/tagged?limit=2").json()
    seen = page["results"]
    while page["next"]:
        page = api.get(page["next"]).json()
        seen += page["results"]
    assert [each["id"] for each in seen] == [str(post.pk) for post in reversed(posts)]
    assert error_of(api.get("/api/v1/users/bob/tagged?cursor=x"), 400)["attr"] == "cursor"


def test_an_edit_notifies_only_newly_mentioned_users_and_not_the_author(
    alice: User, bob: User, carol: User, dave: User
) -> None:
    post = make_post(alice)
    tag(post, bob, alice)
    tag(post, bob, carol)
    TaggedUser.objects.filter(user=bob).update(state=TaggedUser.State.REMOVED)
    tag(post, bob, carol)
    payloads = outbox_payloads("Tagged")
    assert [each["user_id"] for each in payloads] == [str(bob.pk), str(carol.pk)]


def test_no_one_is_notified_before_the_post_is_shown(alice: User, bob: User, carol: User) -> None:
    post = make_post(alice, state=Post.State.PROCESSING)
    tag(post, bob, carol)
    assert outbox_payloads("Tagged") == []
    tag(post, bob)
    with transaction.atomic():
        publish_if_ready(post_id=post.pk)
    assert outbox_payloads("Tagged") == [{"post_id": str(post.pk), "user_id": str(bob.pk)}]


def test_the_live_event_names_the_author_while_the_post_is_visible(alice: User, bob: User) -> None:
    post = make_post(alice)
    event = {"type": "tag.new", "post_id": str(post.pk)}
    assert serialize_photo_tag(bob, event) is None
    tag(post, bob)
    serialized = {**event, "url": f"/p/{post.shortcode}/", "author": "alice", "pending": False}
    assert serialize_photo_tag(bob, event) == serialized
    assert serialize_photo_tag(alice, event) is None
    TaggedUser.objects.update(state=TaggedUser.State.PENDING)
    assert serialize_photo_tag(bob, event) == {**serialized, "pending": True}
    TaggedUser.objects.update(state=TaggedUser.State.REMOVED)
    assert serialize_photo_tag(bob, event) is None
    TaggedUser.objects.update(state=TaggedUser.State.APPROVED)
    set_private(user=alice, is_private=True)
    assert serialize_photo_tag(bob, event) is None


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize("path", [REQUESTS, "/api/v1/users/bob/tagged"])
def test_a_page_costs_the_same_for_one_item_and_for_twenty(
    path: str,
    count: int,
    alice: User,
    bob: User,
    carol: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        tag(make_post(alice, photographs=2), bob, carol)
    if path == REQUESTS:
        TaggedUser.objects.filter(user=bob).update(state=TaggedUser.State.PENDING)
    api = api_of(bob)
    person = 0 if path == REQUESTS else 1
    # session with viewer · (the person) · posts, media, tagged
    with django_assert_num_queries(4 + person):
        assert len(ids(api, path)) == count
