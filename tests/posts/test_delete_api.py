"""Deleting a post: hidden at once, then purged with its files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Comment, Like, Media, Post
from posts.services.likes import like_post
from tests.factories import make_comment, make_post
from tests.posts.files import kept_in, photograph
from tests.responses import error_of, outbox_payloads
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]


def test_a_deleted_post_disappears_at_once(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    path = f"/api/v1/posts/{post.pk}"
    assert api_of(bob).get(path).status_code == 200
    assert api_of(alice).delete(path).status_code == 204
    for person in (alice, bob):
        assert error_of(api_of(person).get(path), 404)
    assert error_of(api_of(alice).delete(path), 404)
    assert outbox_payloads("PostDeleted") == [{"post_id": str(post.pk)}]
    alice.refresh_from_db()
    assert alice.posts_count == 0


def test_only_its_author_deletes_a_post(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    path = f"/api/v1/posts/{post.pk}"
    assert error_of(api_of(bob).delete(path), 403)["code"] == "permission_denied"
    assert error_of(APIClient().delete(path), 401)
    assert APIClient().get(path).status_code == 200


def test_rows_and_files_are_erased(
    alice: User, bob: User, api_of: ApiOf, deliver: Callable[[], None], files: Path
) -> None:
    api = api_of(alice)
    chosen = {"media": [photograph(), photograph()]}
    post_id = api.post("/api/v1/posts", chosen, format="multipart").json()["id"]
    deliver()
    post = Post.objects.get(pk=post_id)
    like_post(post=post, user=bob)
    make_comment(post, bob)
    assert len(kept_in(files / "originals")) == 2
    assert len(kept_in(files / "media")) == 6
    api.delete(f"/api/v1/posts/{post_id}")
    deliver()
    assert kept_in(files) == []
    for model in (Post, Media, Like, Comment):
        assert not model._default_manager.exists()


def test_a_post_deleted_while_it_is_prepared_never_appears(
    alice: User, api_of: ApiOf, deliver: Callable[[], None], files: Path
) -> None:
    api = api_of(alice)
    post_id = api.post("/api/v1/posts", {"media": [photograph()]}, format="multipart").json()["id"]
    assert api.delete(f"/api/v1/posts/{post_id}").status_code == 204
    deliver()
    assert outbox_payloads("PostPublished") == []
    assert kept_in(files) == []
    alice.refresh_from_db()
    assert alice.posts_count == 0


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_on_delete_count_once(alice: User, api_of: ApiOf) -> None:
    make_post(alice)
    post = make_post(alice)
    apps = [api_of(alice) for _ in range(10)]
    clicks = at_once([partial(app.delete, f"/api/v1/posts/{post.pk}") for app in apps])
    assert {click.status_code for click in clicks} <= {204, 404}
    alice.refresh_from_db()
    assert alice.posts_count == 1
