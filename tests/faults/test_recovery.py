"""After a fault all is done that was accepted before and during it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models.functions import Now
from PIL import Image

from accounts.models import User
from accounts.services.security_mail import queue_security_mail
from core.models import OutboxEntry
from core.redis import disposable
from deploy.local.postgres import PostgresServer
from deploy.local.redis_server import RedisServer
from feeds import timelines
from feeds.home import home_page
from feeds.timelines import Timeline
from posts.models import Post
from posts.services.media import upload_media
from posts.services.publishing import publish_post
from social.services import follow_user
from tests.factories import make_media, make_user
from tests.faults.conftest import kill, start
from tests.faults.mail_server import mail_server
from tests.faults.proxy import Proxy
from tests.feeds.walks import home_of
from tests.media.pictures import encoded
from tests.outages import redis_at
from tests.outbox import deliver_due
from tests.processes import ours, start_beat, start_worker, wait_until

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
]

# Rendering takes long on a busy machine, and some of it is done twice.
PATIENCE = 120.0
# The last attempt: one that a fault costs would be the end of it.
LAST = 7


@contextmanager
def workers(**env: str) -> Iterator[None]:
    processes = [start_worker(**env), start_beat(**env)]
    try:
        yield
    finally:
        for process in processes:
            process.stop()


def follow(bob: User, alice: User) -> None:
    follow_user(follower=bob, following=alice)
    deliver_due()
    home_page(viewer=bob)


def post_to_render(alice: User) -> Post:
    """Its photo takes some seconds."""
    noise = encoded(Image.effect_noise((900, 900), 90).convert("RGB"), "JPEG")
    media = upload_media(owner=alice, file=SimpleUploadedFile("sea.jpg", noise, "image/jpeg"))
    return publish_post(author=alice, media_ids=[media.pk])


def post_at_last_attempt(alice: User) -> Post:
    post = publish_post(author=alice, media_ids=[make_media(alice).pk])
    OutboxEntry.objects.update(attempts=LAST)
    return post


def is_rendering() -> bool:
    return OutboxEntry.objects.filter(subscriber="posts.render_media", lease__isnull=False).exists()


def wait_for(post: Post, bob: User) -> None:
    def has_arrived() -> bool:
        return not OutboxEntry.objects.exists() and home_of(bob) == [post]

    wait_until(has_arrived, seconds=PATIENCE, what="the post to arrive")


def test_a_post_arrives_though_the_worker_that_rendered_its_photo_was_killed(
    alice: User, bob: User
) -> None:
    follow(bob, alice)
    first = start_worker(OUTBOX_LEASE_SECONDS="2")
    post = post_to_render(alice)
    wait_until(is_rendering, what="the worker to render")
    first.kill()
    with workers(OUTBOX_LEASE_SECONDS="2"):
        wait_for(post, bob)


def test_mails_are_sent_when_the_mail_server_is_back(alice: User, bob: User) -> None:
    carol = make_user("carol")
    with mail_server() as server:
        server.is_away = True
        for user in (alice, bob, carol):
            queue_security_mail(user=user, template="account_deleted", days=30)
        OutboxEntry.objects.update(attempts=LAST)
        local = {"DJANGO_SETTINGS_MODULE": "config.settings.local", "EMAIL_URL": server.url}
        with workers(**local):
            wait_until(lambda: server.refusals > 3, what="mails to be tried again")
            server.is_away = False
            wait_until(lambda: not OutboxEntry.objects.exists(), what="the mails to be sent")
        assert sorted(server.recipients) == sorted(str(each.email) for each in (alice, bob, carol))


def test_a_post_arrives_when_the_redis_of_timelines_has_memory_again(
    alice: User, bob: User, own_redis: RedisServer
) -> None:
    with redis_at(own_redis.url):
        follow(bob, alice)
        disposable().config_set("maxmemory", "1")
        post = post_at_last_attempt(alice)
        with workers(REDIS_DISPOSABLE_URL=own_redis.url):
            wait_until(is_refused_for_memory, what="the fan-out to meet the full Redis")
            assert not OutboxEntry.objects.exclude(dead_at=None).exists()
            disposable().config_set("maxmemory", "0")
            wait_for(post, bob)
        held = timelines.read(bob.pk)
        assert isinstance(held, Timeline)
        assert held.ids == [post.pk.bytes]


def is_refused_for_memory() -> bool:
    return OutboxEntry.objects.filter(
        subscriber="feeds.fan_out_post", last_error__contains="OOM", lease=None
    ).exists()


def test_a_photo_is_rendered_on_while_the_broker_is_killed_and_restarts(
    alice: User, bob: User, own_redis: RedisServer
) -> None:
    follow(bob, alice)
    with workers(REDIS_DURABLE_URL=own_redis.url):
        post = post_to_render(alice)
        wait_until(is_rendering, what="the worker to render")
        kill(own_redis)
        render = OutboxEntry.objects.filter(subscriber="posts.render_media")
        assert list(render.values_list("attempts", flat=True)) == [1]
        wait_until(lambda: not render.exists(), seconds=PATIENCE, what="the photo without broker")
        start(own_redis)
        wait_for(post, bob)


def test_a_post_arrives_though_postgresql_is_killed_while_its_photo_is_rendered(
    own_postgres: PostgresServer, alice: User, bob: User
) -> None:
    follow(bob, alice)
    with workers(DATABASE_URL=own_postgres.url):
        post = post_to_render(alice)
        wait_until(is_rendering, what="the worker to render")
        OutboxEntry.objects.update(attempts=LAST)
        kill(own_postgres)
        connection.close()
        start(own_postgres)
        wait_for(post, bob)


@pytest.fixture
def unreliable(own_redis: RedisServer) -> Iterator[tuple[list[Proxy], dict[str, str]]]:
    """Proxies before PostgreSQL and the broker, and the environment that leads through them."""
    info: psycopg.ConnectionInfo = connection.connection.info
    is_path = info.host.startswith("/")
    target = Path(info.host) / f".s.PGSQL.{info.port}" if is_path else (info.host, info.port)
    database, redis = proxies = [Proxy(target), Proxy(own_redis.socket)]
    url = urlsplit(ours()["DATABASE_URL"])
    through = url._replace(netloc=f"{info.user}@127.0.0.1:{database.port}", query="")
    broker = f"redis://127.0.0.1:{redis.port}/0"
    yield proxies, {"DATABASE_URL": through.geturl(), "REDIS_DURABLE_URL": broker}
    for proxy in proxies:
        proxy.close()


def is_overdue() -> bool:
    """No worker has heard of it."""
    fan_out = OutboxEntry.objects.filter(subscriber="feeds.fan_out_post")
    return fan_out.filter(resend_at__lt=Now(), attempts=0).exists()


def test_a_post_arrives_though_connections_were_reset_for_a_while(
    alice: User, bob: User, unreliable: tuple[list[Proxy], dict[str, str]]
) -> None:
    follow(bob, alice)
    (database, redis), env = unreliable
    with workers(**env):
        post = post_to_render(alice)
        wait_until(is_rendering, what="the worker to render")
        with database.resetting(), redis.resetting():
            further = publish_post(author=alice, media_ids=[make_media(alice).pk])
            wait_until(is_overdue, what="its fan-out to be overdue")
        wait_until(lambda: not OutboxEntry.objects.exists(), seconds=PATIENCE, what="all work")
        assert home_of(bob) == [further, post]
