"""Small fan-outs come before large ones."""

import pytest

from accounts.models import User
from core.models import OutboxEntry
from posts.services.publishing import publish_post
from tests.factories import make_media

pytestmark = pytest.mark.django_db


def test_a_post_waits_the_longer_the_more_followers_its_author_has(alice: User) -> None:
    for followers in (0, 9, 10, 99, 100, 12_000, 2**31 - 1):
        User.objects.filter(pk=alice.pk).update(followers_count=followers)
        publish_post(author=alice, media_ids=[make_media(alice).pk])
    entries = OutboxEntry.objects.filter(subscriber="feeds.fan_out_post").order_by("pk")
    assert list(entries.values_list("priority", flat=True)) == [0, 0, 1, 1, 2, 4, 9]
