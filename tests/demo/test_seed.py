"""The community in a real database and a real folder."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings
from PIL import Image

from accounts.models import User
from config.demo import seed
from config.demo.people import DEMO, PASSWORD
from config.demo.posts import MAX_POSTS
from config.demo.rows import CommunityWriter
from core.media.store import KEY_PATTERN
from core.models import OutboxEntry
from posts.models import CollectionItem, Comment, Like, Media, Mention, Post, PostHashtag
from posts.pictures import Picture
from posts.text.parsing import entities_in
from social.models import Follow
from tests.processes import wait_until

POSTS = 4
FOLDER = "django.core.files.storage.FileSystemStorage"
OPTIONS: dict[str, dict[str, Any]] = {
    "media": {"base_url": "/media/"},
    "originals": {"directory_permissions_mode": 0o700},
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Folders that do not exist yet."""
    folders: dict[str, Any] = {
        name: {"BACKEND": FOLDER, "OPTIONS": {**options, "location": tmp_path / name}}
        for name, options in OPTIONS.items()
    }
    with override_settings(STORAGES={**settings.STORAGES, **folders}):
        yield tmp_path


@pytest.fixture
def seeded(db: None, home: Path) -> Path:
    call_command("demo", "--if-empty", posts=POSTS)
    return home


def test_a_seeded_community_is_whole(seeded: Path, client: Client) -> None:
    _counters_equal_the_rows()
    _hashtags_and_mentions_are_those_of_the_texts()
    _every_picture_is_in_the_folder(seeded)
    _avatars_are_small_squares()
    _posts_are_ready_and_dated_back()
    _demo_signs_in_and_sees_posts(client)
    _a_second_run_changes_nothing()


def test_a_taken_username_is_refused_before_files_are_written(
    db: None, home: Path, alice: User
) -> None:
    User.objects.filter(pk=alice.pk).update(username="oma.gerda")
    with pytest.raises(CommandError, match=r"oma\.gerda"):
        call_command("demo")
    assert not any(home.iterdir())


def test_with_if_empty_nothing_is_done_where_there_are_accounts(
    db: None, home: Path, alice: User
) -> None:
    call_command("demo", "--if-empty")
    assert list(User.objects.all()) == [alice]


@pytest.mark.django_db
@pytest.mark.django_db(transaction=True)
def test_it_waits_for_the_process_that_migrates(home: Path) -> None:
    last = MigrationRecorder.Migration.objects.latest("id")
    last.delete()
    with ThreadPoolExecutor() as threads:
        seeding = threads.submit(_seed_while_migrating)
        try:
            wait_until(_another_looks_for_migrations)
            assert not seeding.done()
            assert not User.objects.exists()
        finally:
            last.save(force_insert=True)
        seeding.result(timeout=60)
    assert Post.objects.count() == 1
    _every_picture_is_in_the_folder(home)


def test_a_failed_run_leaves_neither_rows_nor_files(
    db: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: CommunityWriter) -> None:
        assert [path for path in home.rglob("*") if path.is_file()]
        raise OSError("the disk is full")

    monkeypatch.setattr(CommunityWriter, "write", fail)
    with pytest.raises(OSError, match="full"):
        seed.seed_demo(seed.prepare_content(posts=1))
    assert not User.objects.exists()
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_more_posts_than_there_are_pictures_for_are_refused(db: None, home: Path) -> None:
    with pytest.raises(CommandError, match=str(MAX_POSTS)):
        call_command("demo", posts=MAX_POSTS + 1)
    assert not any(home.iterdir())


def _seed_while_migrating() -> None:
    try:
        call_command("demo", "--if-empty", "--while-migrating", posts=1)
    finally:
        connections.close_all()


def _another_looks_for_migrations() -> bool:
    """In the database of this test."""
    last_queries = """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND pid <> pg_backend_pid() AND query LIKE '%django_migrations%'
    """
    with connection.cursor() as cursor:
        cursor.execute(last_queries)
        return bool(cursor.fetchone()[0])


def _counters_equal_the_rows() -> None:
    assert Post.objects.count() == POSTS
    for post in Post.objects.all():
        assert post.likes_count == post.likes.count()
        assert post.comments_count == post.comments.count()
    for user in User.objects.all():
        public = Post.objects.filter(author=user, audience=Post.Audience.PUBLIC)
        assert user.posts_count == public.count()
        assert user.followers_count == Follow.objects.filter(following=user).count()
        assert user.following_count == Follow.objects.filter(follower=user).count()
    for comment in Comment.objects.all():
        assert comment.likes_count == comment.likes.count()
        assert comment.replies_count == comment.replies.count()
    assert Comment.objects.filter(parent__isnull=False).exists()
    assert CollectionItem.objects.exists()
    assert Follow.objects.exists()
    assert Like.objects.exists()
    assert Comment.objects.exists()


def _hashtags_and_mentions_are_those_of_the_texts() -> None:
    """As the services write them; no one is notified of what happened weeks ago."""
    for post in Post.objects.select_related("author"):
        entities = entities_in(post.caption)
        names = PostHashtag.objects.filter(post=post).values_list("hashtag__name", flat=True)
        assert sorted(names) == sorted(entities.hashtags)
        assert _mentioned(post=post, comment=None) == {*entities.mentions} - {post.author.username}
    for comment in Comment.objects.select_related("author"):
        mentions = {*entities_in(comment.text).mentions} - {comment.author.username}
        assert _mentioned(comment=comment) == mentions
    assert Mention.objects.exists()
    assert not OutboxEntry.objects.exists()


def _mentioned(**about: object) -> set[str]:
    return set(Mention.objects.filter(**about).values_list("user__username", flat=True))


def _every_picture_is_in_the_folder(home: Path) -> None:
    assert Media.objects.exists()
    for media in Media.objects.all():
        assert media.is_ready
        assert media.alt
        assert media.blurhash
        assert (home / "originals" / media.original).stat().st_size > 1000
        picture = Picture(media)
        for srcset in [picture.srcset, *(source.srcset for source in picture.sources)]:
            for each in srcset.split(", "):
                key = each.split(" ")[0].removeprefix("/media/")
                assert KEY_PATTERN.fullmatch(key)
                assert (home / "media" / key).stat().st_size > 0


def _avatars_are_small_squares() -> None:
    for user in User.objects.all():
        assert KEY_PATTERN.fullmatch(user.avatar)
        assert user.avatar_blurhash
        with storages["media"].open(user.avatar) as file:
            picture = Image.open(BytesIO(file.read()))
            assert (picture.format, picture.size) == ("WEBP", (320, 320))


def _posts_are_ready_and_dated_back() -> None:
    for post in Post.objects.all():
        assert post.is_ready
        assert storages["media"].exists(post.media_url)
        reactions = [*post.comments.all(), *post.likes.all()]
        assert all(reaction.created_at > post.created_at for reaction in reactions)


def _demo_signs_in_and_sees_posts(client: Client) -> None:
    form = {"login": DEMO, "password": PASSWORD}
    response = client.post("/accounts/login/", form, follow=True)
    assert response.context["user"].username == DEMO
    assert b"<article" in response.content


def _a_second_run_changes_nothing() -> None:
    before = Post.objects.count(), User.objects.count(), Like.objects.count()
    call_command("demo", "--if-empty")
    assert (Post.objects.count(), User.objects.count(), Like.objects.count()) == before
