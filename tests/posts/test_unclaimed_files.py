"""A file that no row refers to is purged after a day, and no other."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services.profile import edit_profile, store_avatar
from core.media import unclaimed
from core.media.room import StorageUnavailableError
from core.media.unclaimed import LIFETIME, claim_file, purge_unclaimed_files, store_original
from core.models import UnclaimedFile
from posts.models import Media, Post
from posts.services.media import create_media, store_file, upload_media
from posts.services.publishing import publish_post
from tests.factories import log_in
from tests.outbox import run_schedule
from tests.posts.files import kept_in, photograph
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
KEY = {"Idempotency-Key": "2a7f4e0c-5b43-49a2-8a51-6c1f7f2f1b7e"}


def wait(age: timedelta = LIFETIME + timedelta(minutes=1)) -> None:
    """So much time passes, and then the periodic tasks run."""
    UnclaimedFile.objects.update(created_at=F("created_at") - age)
    run_schedule()


def test_an_original_without_a_row_is_purged_after_a_day(alice: User, files: Path) -> None:
    store_file(owner=alice, file=photograph())
    wait(LIFETIME - timedelta(minutes=1))
    assert len(kept_in(files)) == 1
    wait(timedelta(minutes=2))
    assert kept_in(files) == []
    assert not UnclaimedFile.objects.exists()


def test_an_avatar_that_no_one_got_is_purged_after_a_day(alice: User, files: Path) -> None:
    store_avatar(user=alice, file=photograph())
    assert len(kept_in(files)) == 1
    wait()
    assert kept_in(files) == []


def test_what_is_in_use_is_never_purged(
    alice: User, files: Path, deliver: Callable[[], None]
) -> None:
    """A post, an upload that waits in the composer, and an avatar."""
    edit_profile(user=alice, avatar=store_avatar(user=alice, file=photograph()))
    posted, waiting = (upload_media(owner=alice, file=photograph()) for _ in range(2))
    publish_post(author=alice, media_ids=[posted.pk])
    deliver()
    before = kept_in(files)
    wait()
    assert kept_in(files) == before
    alice.refresh_from_db()
    assert storages["media"].exists(alice.avatar)
    assert storages["originals"].exists(waiting.original)
    assert publish_post(author=alice, media_ids=[waiting.pk]).media.count() == 1


def test_a_photo_chosen_in_the_composer_is_kept_until_it_is_posted(
    alice: User, files: Path, client: Client
) -> None:
    log_in(client, alice)
    chosen = client.post("/create/media", {"file": photograph()}).json()["id"]
    wait()
    response = client.post("/create", {"uploads": [chosen], "caption": "Light"})
    assert response.status_code == 302
    assert len(kept_in(files / "originals")) == 1


def test_a_rollback_leaves_nothing_for_longer_than_a_day(alice: User, files: Path) -> None:
    stored = store_file(owner=alice, file=photograph())
    with transaction.atomic():
        create_media(owner=alice, stored=stored)
        transaction.set_rollback(True)
    assert len(kept_in(files)) == 1
    wait()
    assert kept_in(files) == []


@pytest.mark.django_db(transaction=True)
def test_a_failed_write_with_an_idempotency_key_leaves_nothing_for_longer_than_a_day(
    alice: User, files: Path, api_of: ApiOf
) -> None:
    def fail(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if 'INSERT INTO "posts"' in sql:
            raise OperationalError
        return execute(sql, params, many, context)

    def post() -> Any:
        given = {"media": [photograph()], "caption": "Light"}
        return app.post("/api/v1/posts", given, format="multipart", headers=KEY)

    app = api_of(alice)
    with connection.execute_wrapper(fail):
        assert post().status_code == 503
    assert not Media.objects.exists()
    first = post()
    assert first.status_code == 201, first.content
    wait()
    assert post().content == first.content
    wait()
    assert Post.objects.count() == Media.objects.count() == 1
    assert kept_in(files / "originals") == [Path(Media.objects.get().original).name]
    assert not UnclaimedFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_is_either_claimed_or_purged(alice: User, files: Path) -> None:
    stored = [store_file(owner=alice, file=photograph()) for _ in range(8)]
    UnclaimedFile.objects.update(created_at=F("created_at") - 2 * LIFETIME)

    def claim(file: Any) -> str:
        try:
            return create_media(owner=alice, stored=file).original
        except StorageUnavailableError:
            return ""

    def purge() -> str:
        return str(purge_unclaimed_files())

    claims = [lambda file=file: claim(file) for file in stored]
    outcomes = at_once([*claims[:4], purge, purge, *claims[4:]])
    claimed = {key for key in [*outcomes[:4], *outcomes[6:]] if key}
    purge()
    assert set(Media.objects.values_list("original", flat=True)) == claimed
    assert kept_in(files) == sorted(Path(key).name for key in claimed)


@pytest.mark.django_db(transaction=True)
def test_a_file_is_claimed_once_and_only_in_a_transaction(files: Path) -> None:
    key = store_original(photograph(), "jpg")
    with pytest.raises(RuntimeError, match="in the transaction"):
        claim_file(key)
    with transaction.atomic():
        claim_file(key)
        with pytest.raises(StorageUnavailableError):
            claim_file(key)


def test_a_run_is_bounded_and_the_next_continues(
    files: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unclaimed, "BATCH_SIZE", 2)
    monkeypatch.setattr(unclaimed, "MAX_BATCHES", 2)
    for _ in range(7):
        store_original(photograph(), "jpg")
    UnclaimedFile.objects.update(created_at=F("created_at") - 2 * LIFETIME)
    assert [purge_unclaimed_files() for _ in range(3)] == [4, 3, 0]
    assert kept_in(files) == []
