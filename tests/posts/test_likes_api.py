"""Likes: idempotent, exact, with live events."""

from collections.abc import Callable
from functools import partial

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Like, Post
from tests.factories import make_post, make_user
from tests.responses import error_of, outbox_payloads
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]


def like_path(post: Post) -> str:
    return f"/api/v1/posts/{post.pk}/like"


def test_a_like_is_a_row_a_count_and_an_event(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    response = api_of(bob).post(like_path(post))
    assert response.status_code == 200
    assert response.json() == {"liked": True, "likes_count": 1}
    assert Like.objects.filter(post=post, user=bob).exists()
    assert outbox_payloads("PostCountsChanged") == [{"post_id": str(post.pk)}]


def test_liking_and_unliking_are_idempotent(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    api_of(carol).post(like_path(post))
    for _ in range(3):
        assert api_of(bob).post(like_path(post)).json() == {"liked": True, "likes_count": 2}
    for _ in range(3):
        assert api_of(bob).delete(like_path(post)).json() == {"liked": False, "likes_count": 1}
    assert len(outbox_payloads("PostCountsChanged")) == 3


def test_the_shortcode_is_an_address_too(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    response = api_of(bob).post(f"/api/v1/posts/{post.shortcode}/like")
    assert response.json() == {"liked": True, "likes_count": 1}


def test_the_anonymous_do_not_like(alice: User) -> None:
    post = make_post(alice)
    for method in ("post", "delete"):
        assert error_of(getattr(APIClient(), method)(like_path(post)), 401)
    assert not Like.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_people_at_once_are_counted_exactly(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    people = [make_user(f"person{number}") for number in range(20)]
    apps = [api_of(person) for person in people]
    responses = at_once([partial(app.post, like_path(post)) for app in apps])
    assert [response.status_code for response in responses] == [200] * 20
    assert count_of(post) == 20
    again = [partial(app.delete, like_path(post)) for app in apps[:10]]
    assert {response.status_code for response in at_once(again * 2)} == {200}
    assert count_of(post) == 10


@pytest.mark.django_db(transaction=True)
def test_twenty_simultaneous_likes_of_one_user_count_once_or_not_at_all(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    apps = [api_of(bob) for _ in range(20)]
    taps = [
        partial(app.post if number % 2 else app.delete, like_path(post))
        for number, app in enumerate(apps)
    ]
    assert {response.status_code for response in at_once(taps)} == {200}
    assert count_of(post) in {0, 1}


def count_of(post: Post) -> int:
    post.refresh_from_db()
    assert post.likes_count == Like.objects.filter(post=post).count()
    return post.likes_count
