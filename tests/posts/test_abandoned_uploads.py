"""An upload that was never posted is purged after a week, and no other."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from core.errors import DomainError
from core.ids import uuid7_at
from core.media.sandbox import render_sandboxed
from posts.models import Media
from posts.services import abandoned_uploads, purging
from posts.services.abandoned_uploads import UPLOAD_LIFETIME, discard_abandoned_uploads
from posts.services.media import discard_media, upload_media
from posts.services.publishing import publish_post
from tests.factories import make_media, make_post
from tests.outbox import run_schedule
from tests.plans import analyze, explained, rows_touched
from tests.posts.files import kept_in, photograph
from tests.responses import outbox_payloads
from tests.threads import at_once

pytestmark = pytest.mark.django_db

OLD = UPLOAD_LIFETIME + timedelta(minutes=1)
YOUNG = UPLOAD_LIFETIME - timedelta(minutes=1)


def make_upload(owner: User, *, age: timedelta, **fields: Any) -> Media:
    """With its original and a rendition."""
    media = make_media(owner, id=uuid7_at(timezone.now() - age), **fields)
    storages["originals"].save(media.original, ContentFile(b"original"))
    storages["media"].save(f"{media.folder}/640.jpg", ContentFile(b"rendition"))
    return media


def has_files(media: Media) -> bool:
    """Both, or none."""
    originals = storages["originals"].exists(media.original)
    assert originals is storages["media"].exists(f"{media.folder}/640.jpg")
    return originals


@pytest.mark.parametrize("status", Media.Status)
def test_an_upload_is_purged_with_its_files_after_a_week(
    status: Media.Status, alice: User, deliver: Callable[[], None], files: Path
) -> None:
    old = make_upload(alice, age=OLD, status=status)
    kept = [make_upload(alice, age=YOUNG), make_upload(alice, age=OLD, post=make_post(alice))]
    for _ in range(2):
        run_schedule()
        deliver()
        assert not Media.objects.filter(pk=old.pk).exists()
        assert not has_files(old)
        assert all(has_files(media) for media in kept)
        assert len(kept_in(files)) == 4
    assert {media.pk for media in kept} <= set(Media.objects.values_list("pk", flat=True))


def test_an_upload_is_discarded_once(alice: User) -> None:
    media = make_upload(alice, age=OLD)
    assert [discard_abandoned_uploads() for _ in range(2)] == [1, 0]
    assert outbox_payloads("MediaDiscarded") == [{"media_id": str(media.pk)}]


def test_a_run_is_bounded_and_the_next_continues(
    alice: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PURGE_BATCH_SIZE = 2
    monkeypatch.setattr(abandoned_uploads, "MAX_BATCHES", 2)
    uploads = [make_media(alice, id=uuid7_at(timezone.now() - OLD - timedelta(hours=number)))
               for number in range(7)]  # fmt: skip
    assert [discard_abandoned_uploads() for _ in range(3)] == [4, 3, 0]
    oldest_first = [{"media_id": str(media.pk)} for media in reversed(uploads)]
    assert outbox_payloads("MediaDiscarded") == oldest_first


def test_finding_them_costs_the_same_on_a_site_with_many_photos(alice: User) -> None:
    post = make_post(alice)
    before = timezone.now() - OLD
    Media.objects.bulk_create(
        Media(id=uuid7_at(before), owner=alice, post=post, width=1, height=1, original=f"{number}")
        for number in range(2000)
    )
    make_media(alice, id=uuid7_at(before))
    analyze("media")
    with explained() as plans:
        assert discard_abandoned_uploads() == 1
    assert rows_touched(plans, "media") <= 5


@pytest.mark.django_db(transaction=True)
def test_an_upload_is_either_posted_or_purged(alice: User, deliver: Callable[[], None]) -> None:
    uploads = [make_upload(alice, age=OLD) for _ in range(8)]

    def post(media: Media) -> str:
        try:
            publish_post(author=alice, media_ids=[media.pk])
        except DomainError as error:
            return error.code
        return "posted"

    def discard() -> str:
        return str(discard_abandoned_uploads())

    calls = [lambda media=media: post(media) for media in uploads]
    outcomes = at_once([*calls[:4], discard, discard, *calls[4:]])
    deliver()
    answers = [*outcomes[:4], *outcomes[6:]]
    for media, answer in zip(uploads, answers, strict=True):
        assert answer in {"posted", "media_failed", "media_not_found"}
        is_posted = answer == "posted"
        assert Media.objects.filter(pk=media.pk).exclude(post=None).exists() is is_posted
        assert Media.objects.filter(pk=media.pk).exists() is is_posted
        assert has_files(media) is is_posted


def test_an_upload_that_is_discarded_while_it_is_rendered_leaves_no_files(
    alice: User, deliver: Callable[[], None], files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows that know where the files are may be gone before the files are written."""
    media = upload_media(owner=alice, file=photograph())

    def render_late(original: Any) -> Any:
        discard_media(media=media)
        purging.purge_media(media_id=media.pk)
        return render_sandboxed(original)

    monkeypatch.setattr("posts.tasks.render_sandboxed", render_late)
    deliver()
    assert not Media.objects.exists()
    assert kept_in(files) == []


def test_a_discarded_upload_becomes_no_post(alice: User) -> None:
    media = make_upload(alice, age=OLD)
    discard_abandoned_uploads()
    with pytest.raises(DomainError) as refusal:
        publish_post(author=alice, media_ids=[media.pk])
    assert refusal.value.code == "media_failed"
