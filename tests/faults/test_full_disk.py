"""A disk that is full for a while: accepted photos are rendered by themselves afterwards."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from accounts.models import User
from core.models import OutboxEntry
from posts.models import Media
from posts.services.media import upload_media
from tests.posts.conftest import FOLDERS
from tests.posts.files import photograph
from tests.processes import start_beat, start_worker, wait_until
from tests.small_disk import SmallDisk, disk

__all__ = ["disk"]

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home(disk: SmallDisk, settings: Settings) -> SmallDisk:
    """The stores of the site are on the small disk."""
    for name in ("media", "originals"):
        options = {"location": disk.folder / name, "base_url": "/media/"}
        settings.STORAGES = {**settings.STORAGES, name: {"BACKEND": FOLDERS, "OPTIONS": options}}
    return disk


@pytest.fixture(params=["of the store", "of temporary files"])
def workers(request: pytest.FixtureRequest, home: SmallDisk) -> Iterator[None]:
    """They render on a disk of their own, which is full, or store there what they have rendered."""
    env = {"INSTAPRO_HOME": str(home.folder)}
    if request.param == "of temporary files":
        env["TMPDIR"] = str(home.folder)
    worker, beat = start_worker(**env), start_beat(**env)
    yield
    beat.stop()
    worker.stop()


def test_a_photo_is_rendered_once_there_is_room(
    home: SmallDisk, workers: None, alice: User
) -> None:
    home.fill(but=8 * 1024)
    media = upload_media(owner=alice, file=photograph())
    before = home.kept()
    rendering = OutboxEntry.objects.filter(subscriber="posts.render_media")
    failed = rendering.filter(last_error__contains="No space left", attempts=0)
    wait_until(failed.exists, what="it to fail, which is no attempt")
    assert rendering.get().dead_at is None
    assert home.kept() == before
    home.make_room()
    wait_until(lambda: not rendering.exists(), what="it to be rendered")
    media.refresh_from_db()
    assert media.status == Media.Status.READY
    assert len(home.kept()) > len(before)
