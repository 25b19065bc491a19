"""Changing a post through the API: by its author, all or nothing."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Mention, Post, PostHashtag
from posts.pictures import best_key
from posts.services.archiving import archive_post
from posts.services.likes import like_post
from social.services import block_user
from tests.factories import make_media, make_post
from tests.responses import Response, error_of, outbox_payloads

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]


def edit(api: APIClient, post: Post, **changes: Any) -> Response:
    response: Response = api.patch(f"/api/v1/posts/{post.pk}", changes, format="json")
    return response


def state_of(post: Post) -> dict[str, Any]:
    """All that the database knows of a post and its photographs."""
    rows = Post.objects.filter(pk=post.pk).values()
    return {**rows[0], "media": list(post.media.values().order_by("pk"))}


def test_each_field_is_changed_alone(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice, caption="A pier", location="Ostend")
    api = api_of(alice)

    def read(response: Response) -> dict[str, Any]:
        """Without the links to the pictures, which are new each time."""
        return {**response.json(), "media": None}

    shown = read(api.get(f"/api/v1/posts/{post.pk}"))
    for changes in (
        {"location": "Bruges"},
        {"audience": "followers"},
        {"comments_from": "mentioned"},
        {"hide_counts": True},
        {"location": None},
    ):
        response = edit(api, post, **changes)
        assert response.status_code == 200
        shown = {**shown, **changes}
        assert read(response) == shown == read(api.get(f"/api/v1/posts/{post.pk}"))


def test_nothing_sent_changes_nothing(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice, caption="A pier", media_url="ab/cd/ef/1080.jpg")
    before = state_of(post)
    assert edit(api_of(alice), post).status_code == 200
    assert state_of(post) == before


def test_edited_at_moves_with_the_caption_alone(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice, caption="A pier")
    api = api_of(alice)
    assert edit(api, post, location="Ostend", audience="followers").json()["edited_at"] is None
    assert edit(api, post, caption="A pier").json()["edited_at"] is None
    first = edit(api, post, caption="A pier before the storm").json()["edited_at"]
    assert first is not None
    assert edit(api, post, caption="A pier before the storm").json()["edited_at"] == first
    assert edit(api, post, caption="").json()["edited_at"] > first


def test_a_new_caption_has_new_tags_and_mentions(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    api = api_of(alice)
    edit(api, post, caption="#sea with @bob")
    assert [row.hashtag.name for row in PostHashtag.objects.filter(post=post)] == ["sea"]
    assert [row.user for row in Mention.objects.filter(post=post)] == [bob]
    edit(api, post, caption="#pier")
    assert [row.hashtag.name for row in PostHashtag.objects.filter(post=post)] == ["pier"]
    assert not Mention.objects.filter(post=post).exists()


def test_photos_take_another_order_and_the_first_is_the_cover(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice, photographs=4)
    media = list(post.media.all())
    shuffled = [media[place] for place in (2, 0, 3, 1)]
    ids = [str(each.pk) for each in shuffled]
    body = edit(api_of(alice), post, media_ids=ids).json()
    assert [each["id"] for each in body["media"]] == ids
    assert [each["urls"] is not None for each in body["media"]] == [True] * 4
    post.refresh_from_db()
    assert post.media_url == best_key(shuffled[0])
    assert post.edited_at is None


def test_named_photos_get_their_alt_text_and_others_keep_theirs(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice, photographs=3)
    first, second, _third = post.media.all()
    alts = {str(first.pk): "A pier", str(second.pk): ""}
    body = edit(api_of(alice), post, alts=alts).json()
    assert [each["alt"] for each in body["media"]] == ["A pier", "", "A lighthouse"]


BAD: list[tuple[dict[str, Any], str]] = [
    ({"caption": "x" * 2201}, "caption"),
    ({"caption": " ".join(f"#tag{number}" for number in range(31))}, "caption"),
    ({"caption": " ".join(f"@name{number}" for number in range(21))}, "caption"),
    ({"caption": "a\0b"}, "caption"),
    ({"caption": None}, "caption"),
    ({"caption": ["a"]}, "caption"),
    ({"location": "x" * 101}, "location"),
    ({"audience": "everyone"}, "audience"),
    ({"audience": None}, "audience"),
    ({"audience": {"public": 1}}, "audience"),
    ({"comments_from": "public"}, "comments_from"),
    ({"hide_counts": "true"}, "hide_counts"),
    ({"hide_counts": None}, "hide_counts"),
    ({"hide_counts": 1}, "hide_counts"),
    ({"media_ids": []}, "media_ids"),
    ({"media_ids": "first"}, "media_ids"),
    ({"media_ids": [str(uuid4())]}, "media_ids"),
    ({"alts": []}, "alts"),
    ({"alts": {str(uuid4()): "Not mine"}}, "alts"),
    ({"alts": {"first": "Hello"}}, "alts"),
]


@pytest.mark.parametrize(("bad", "attr"), BAD)
def test_where_something_is_wrong_nothing_is_changed(
    bad: dict[str, Any], attr: str, alice: User, api_of: ApiOf
) -> None:
    post = make_post(alice, caption="A pier", photographs=2)
    first, second = post.media.all()
    good = {
        "location": "Bruges", "caption": "New", "audience": "followers",
        "media_ids": [str(second.pk), str(first.pk)], "alts": {str(first.pk): "New"},
    }  # fmt: skip
    before = state_of(post)
    error = error_of(edit(api_of(alice), post, **{**good, **bad}), 400)
    assert error["attr"] is not None
    assert error["attr"].split(".")[0] == attr
    assert state_of(post) == before
    alice.refresh_from_db()
    assert alice.posts_count == 1
    assert edit(api_of(alice), post, **good).status_code == 200
    assert state_of(post) != before


@pytest.mark.parametrize("wrong", ["one left out", "one twice", "one of another post"])
def test_an_order_names_every_photo_once(wrong: str, alice: User, api_of: ApiOf) -> None:
    post = make_post(alice, photographs=2)
    ids = [str(each.pk) for each in post.media.all()]
    if wrong == "one left out":
        ids = ids[:1]
    elif wrong == "one twice":
        ids[1] = ids[0]
    else:
        ids[1] = str(make_post(alice).media.get().pk)
    assert error_of(edit(api_of(alice), post, media_ids=ids), 400)["code"] == "media_mismatch"


def test_a_description_for_a_photo_elsewhere_is_refused(alice: User, api_of: ApiOf) -> None:
    elsewhere = make_media(alice)
    error = error_of(edit(api_of(alice), make_post(alice), alts={str(elsewhere.pk): "x"}), 400)
    assert (error["code"], error["attr"]) == ("media_not_found", "alts")
    elsewhere.refresh_from_db()
    assert elsewhere.alt == "A lighthouse"


def test_a_description_over_1500_characters_is_refused(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    key = str(post.media.get().pk)
    assert edit(api_of(alice), post, alts={key: "x" * 1500}).status_code == 200
    assert error_of(edit(api_of(alice), post, alts={key: "x" * 1501}), 400)["attr"] == f"alts.{key}"


@pytest.mark.parametrize("name", ["likes_count", "author", "archived", "pinned", "Caption", "id"])
def test_unknown_fields_are_reported(name: str, alice: User, api_of: ApiOf) -> None:
    post = make_post(alice, caption="A pier")
    error = error_of(edit(api_of(alice), post, caption="New", **{name: 1}), 400)
    assert (error["code"], error["attr"]) == ("unknown_field", name)
    post.refresh_from_db()
    assert post.caption == "A pier"


def test_other_viewers_get_403_and_non_viewers_404(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice, caption="A pier")
    block_user(blocker=alice, blocked=carol)
    assert error_of(edit(api_of(bob), post, caption="Mine"), 403)["code"] == "permission_denied"
    assert error_of(edit(api_of(carol), post, caption="Mine"), 404)
    assert error_of(edit(APIClient(), post, caption="Mine"), 401)
    archive_post(post=post, actor=alice)
    assert error_of(edit(api_of(bob), post, caption="Mine"), 404)
    post.refresh_from_db()
    assert post.caption == "A pier"


def test_a_post_in_preparation_can_be_edited(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice, state="processing", photographs=2)
    post.media.update(status="processing")
    ids = [str(each.pk) for each in post.media.all()][::-1]
    body = edit(api_of(alice), post, media_ids=ids, caption="Soon").json()
    assert [each["id"] for each in body["media"]] == ids
    post.refresh_from_db()
    assert post.media_url == ""


def test_an_edit_notifies_no_one(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    like_post(post=post, user=bob)
    edit(api_of(alice), post, caption="New", audience="close_friends")
    edit(api_of(alice), post, audience="public")
    assert outbox_payloads("PostPublished") == []
    assert api_of(bob).get(f"/api/v1/posts/{post.pk}").json()["likes_count"] == 1


@pytest.mark.parametrize("body", ["[]", '"x"', "null", "{", "7"])
def test_a_body_that_is_no_object_is_refused(body: str, alice: User, api_of: ApiOf) -> None:
    path = f"/api/v1/posts/{make_post(alice).pk}"
    assert error_of(api_of(alice).patch(path, body, content_type="application/json"), 400)
