"""Fifty users like and unlike the same posts at once, while posts are made and deleted."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from core.models import OutboxEntry
from posts.models import Like, Post
from posts.services.likes import like_post, unlike_post
from tests.factories import make_media, make_post, make_user
from tests.responses import outbox_payloads
from tests.sampling import long
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ApiOf = Callable[[User], APIClient]
PEOPLE, AT_ONCE = 50, 10


@dataclass
class Seen:
    """The responses to some of the users, and how often a like really came or went."""

    statuses: set[tuple[str, int]] = field(default_factory=set)
    changes: int = 0


def play(seed: int, turns: int, apps: list[APIClient], posts: list[Post]) -> Seen:
    """Some of the people, one after the other, each with a random wish for a random post."""
    choose = random.Random(seed)
    liked: set[tuple[int, UUID]] = set()
    seen = Seen()
    for _ in range(turns):
        for number, app in enumerate(apps):
            wanted, post = choose.random() < 0.5, choose.choice(posts)
            send = app.post if wanted else app.delete
            response = send(f"/api/v1/posts/{post.pk}/like")
            seen.statuses.add((str(post.pk), response.status_code))
            if response.status_code == 200:
                assert response.json()["liked"] == wanted
                seen.changes += wanted != ((number, post.pk) in liked)
                (liked.add if wanted else liked.discard)((number, post.pk))
    return seen


def publish_and_delete(app: APIClient, media_ids: list[str], doomed: Post) -> Seen:
    for media_id in media_ids:
        response = app.post("/api/v1/posts", {"media_ids": [media_id]}, format="json")
        assert response.status_code == 201
        path = f"/api/v1/posts/{response.json()['id']}"
        assert app.post(f"{path}/like").json() == {"liked": True, "likes_count": 1}
        assert app.delete(path).status_code == 204
    assert app.delete(f"/api/v1/posts/{doomed.pk}").status_code == 204
    return Seen(changes=len(media_ids))


@pytest.mark.parametrize("turns", [3, *long([8])])
def test_a_storm_leaves_counts_rows_and_events_that_agree(
    turns: int, alice: User, api_of: ApiOf
) -> None:
    posts = [make_post(alice) for _ in range(4)]
    doomed = posts[-1]
    apps = [api_of(make_user(f"person{number:02}")) for number in range(PEOPLE)]
    share = PEOPLE // AT_ONCE
    media_ids = [str(make_media(alice).pk) for _ in range(6)]
    calls = [
        partial(play, seed, turns, apps[seed * share : (seed + 1) * share], posts)
        for seed in range(AT_ONCE)
    ]
    seen = at_once([*calls, partial(publish_and_delete, api_of(alice), media_ids, doomed)])
    statuses = set[tuple[str, int]]().union(*(each.statuses for each in seen))
    assert {status for _post, status in statuses} <= {200, 404}
    assert {post for post, status in statuses if status == 404} <= {str(doomed.pk)}
    for post in Post.objects.all():
        assert post.likes_count == Like.objects.filter(post=post).count(), post
    assert len(outbox_payloads("PostCountsChanged")) == sum(each.changes for each in seen)
    alice.refresh_from_db()
    assert alice.posts_count == 3


def test_each_real_change_is_one_event_and_what_changes_nothing_is_none(
    alice: User, bob: User, carol: User
) -> None:
    post = make_post(alice)
    OutboxEntry.objects.all().delete()
    real = at_once(
        [partial(like_post, post=post, user=user) for user in (bob, carol) for _ in range(5)]
    )
    assert max(real) == 2
    assert len(outbox_payloads("PostCountsChanged")) == 2
    at_once([partial(unlike_post, post=post, user=bob) for _ in range(5)])
    assert len(outbox_payloads("PostCountsChanged")) == 3
    post.refresh_from_db()
    assert post.likes_count == 1
