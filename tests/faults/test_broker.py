"""Without Redis posting works, and posts arrive when it is back."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest

from accounts.models import User
from accounts.services.sessions import start_session
from core.models import OutboxEntry
from posts.models import Post
from social.services import follow_user
from tests.factories import make_media, make_post
from tests.faults.conftest import Cluster
from tests.processes import wait_until

AppOf = Callable[[User], httpx.Client]

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def app_of(cluster: Cluster) -> Iterator[AppOf]:
    """Apps that give up after the three seconds that posting may take."""
    with ExitStack() as apps:

        def log_in(user: User) -> httpx.Client:
            bearer = {"Authorization": f"Bearer {start_session(user=user).access}"}
            url = f"{cluster.server.url}/api/v1"
            return apps.enter_context(httpx.Client(base_url=url, headers=bearer, timeout=3))

        yield log_in


def shown_in(feed: httpx.Client) -> list[str]:
    return [post["id"] for post in feed.get("/feed").raise_for_status().json()["results"]]


@pytest.mark.parametrize("fault", ["gone", "hung"])
def test_a_post_made_without_the_broker_arrives_when_it_is_back(
    cluster: Cluster, app_of: AppOf, alice: User, bob: User, fault: str
) -> None:
    follow_user(follower=bob, following=alice)
    old = make_post(alice)
    alices, bobs = app_of(alice), app_of(bob)
    wait_until(lambda: not OutboxEntry.objects.exists(), what="the follow to be settled")
    assert shown_in(bobs) == [str(old.pk)]
    photograph = make_media(alice)

    (cluster.stop_redis if fault == "gone" else cluster.hang_redis)()
    posted = alices.post(
        "/posts", json={"media_ids": [str(photograph.pk)], "caption": "Still here"}
    )
    assert posted.status_code == 201
    assert alices.post(f"/posts/{old.pk}/like").json() == {"liked": True, "likes_count": 1}
    expected = [posted.json()["id"], str(old.pk)]
    assert shown_in(bobs) == expected
    assert OutboxEntry.objects.filter(event="PostPublished").exists()

    (cluster.start_redis if fault == "gone" else cluster.wake_redis)()
    wait_until(lambda: not OutboxEntry.objects.exists(), what="the fan-out after the fault")
    assert shown_in(bobs) == expected


def test_emptying_redis_between_post_and_read_changes_nothing(
    cluster: Cluster, app_of: AppOf, alice: User, bob: User
) -> None:
    follow_user(follower=bob, following=alice)
    alices, bobs = app_of(alice), app_of(bob)
    assert shown_in(bobs) == []
    posted = alices.post("/posts", json={"media_ids": [str(make_media(alice).pk)]})
    cluster.stop_redis()
    cluster.start_redis()
    assert shown_in(bobs) == [posted.json()["id"]]
    wait_until(lambda: not OutboxEntry.objects.exists(), what="the fan-out")
    assert shown_in(bobs) == [posted.json()["id"]] == [str(Post.objects.get().pk)]
