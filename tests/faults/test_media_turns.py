"""Photos that take long, of one user, before a real worker."""

from io import BytesIO

import pytest
from django.db.models import QuerySet

from accounts.models import User
from core.models import OutboxEntry
from posts.models import Media
from posts.services.media import upload_media
from tests.media.pictures import cornered, encoded, jpeg_of_scans
from tests.processes import Process, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

# As many as one may have: each takes some seconds.
SLOW = jpeg_of_scans(8000, 8000, 20)
QUICK = encoded(cornered(), "JPEG")


def upload(owner: User, content: bytes) -> Media:
    return upload_media(owner=owner, file=BytesIO(content))


def rendered(owner: User) -> QuerySet[Media]:
    return Media.objects.filter(owner=owner, status=Media.Status.READY)


def test_six_slow_photos_of_one_user_do_not_hold_up_another_users_photo(
    worker: Process, alice: User, bob: User
) -> None:
    for _ in range(6):
        upload(alice, SLOW)
    wait_until(lambda: OutboxEntry.objects.filter(attempts=1).exists(), what="the first in work")
    before = rendered(alice).count()
    upload(bob, QUICK)
    wait_until(rendered(bob).exists, what="the quick photo")
    # The one in work, and one more that was taken while the quick one was uploaded.
    assert rendered(alice).count() - before <= 2
    wait_until(lambda: rendered(alice).count() == 6, what="the slow photos")
