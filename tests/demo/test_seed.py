"""The community in a real database and a real folder."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db.models import Count, F
from django.test import Client
from PIL import Image
from pytest_django.fixtures import SettingsWrapper

from accounts.models import User
from config.demo import seed
from config.demo.people import DEMO, PASSWORD
from config.demo.rows import Writer
from posts.media.store import KEY
from posts.models import Comment, Like, Media, Post
from posts.pictures import Picture
from social.models import Follow

POSTS = 6
OPTIONS = {"media": {"base_url": "/media/"}, "originals": {"directory_permissions_mode": 0o700}}


@pytest.fixture
def home(tmp_path: Path, settings: SettingsWrapper) -> Path:
    """Folders that do not exist yet."""
    places = {
        name: {**settings.STORAGES[name], "OPTIONS": {**OPTIONS[name], "location": tmp_path / name}}
        for name in OPTIONS
    }
    settings.STORAGES = {**settings.STORAGES, **places}
    return tmp_path


@pytest.fixture
def seeded(db: None, home: Path) -> Path:
    call_command("demo", "--if-empty", posts=POSTS)
    return home


def test_a_seeded_community_is_whole(seeded: Path, client: Client) -> None:
    _counters_equal_the_rows()
    _every_picture_is_in_the_folder(seeded)
    _avatars_are_small_jpegs()
    _posts_are_ready_and_dated_back()
    _demo_signs_in_and_sees_posts(client)
    _a_second_run_changes_nothing()


def test_somebody_elses_name_is_refused_before_anything_is_drawn(
    db: None, home: Path, alice: User
) -> None:
    User.objects.filter(pk=alice.pk).update(username="oma.gerda")
    with pytest.raises(CommandError, match=r"oma\.gerda"):
        call_command("demo")
    assert not any(home.iterdir())


def test_nothing_is_done_where_there_is_anybody(db: None, home: Path, alice: User) -> None:
    call_command("demo", "--if-empty")
    assert list(User.objects.all()) == [alice]


def test_a_failed_run_leaves_neither_rows_nor_files(
    db: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Writer) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Writer, "write", fail)
    with pytest.raises(OSError, match="full"):
        seed.seed_demo(posts=1, tell=lambda _: None)
    assert not User.objects.exists()
    assert [path for path in home.rglob("*") if path.is_file()] == []


def _counters_equal_the_rows() -> None:
    assert Post.objects.count() == POSTS
    posts = Post.objects.alias(
        likes_rows=Count("likes", distinct=True), comments_rows=Count("comments", distinct=True)
    )
    assert posts.filter(likes_rows=F("likes_count"), comments_rows=F("comments_count")).count() == (
        POSTS
    )
    for user in User.objects.all():
        assert user.posts_count == Post.objects.filter(author=user).count()
        assert user.followers_count == Follow.objects.filter(following=user).count()
        assert user.following_count == Follow.objects.filter(follower=user).count()
    assert Follow.objects.exists()
    assert Like.objects.exists()
    assert Comment.objects.exists()


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
                assert KEY.fullmatch(key)
                assert (home / "media" / key).stat().st_size > 0


def _avatars_are_small_jpegs() -> None:
    for user in User.objects.all():
        assert KEY.fullmatch(user.avatar)
        assert user.avatar_blurhash
        with storages["media"].open(user.avatar) as file:
            picture = Image.open(BytesIO(file.read()))
            assert (picture.format, picture.size) == ("JPEG", (320, 320))


def _posts_are_ready_and_dated_back() -> None:
    for post in Post.objects.all():
        assert post.is_ready
        assert storages["media"].exists(post.media_url)
        reactions = [*post.comments.all(), *post.likes.all()]
        assert all(reaction.created_at > post.created_at for reaction in reactions)


def _demo_signs_in_and_sees_posts(client: Client) -> None:
    form = {"login": DEMO, "password": PASSWORD}
    answer = client.post("/accounts/login/", form, follow=True)
    assert answer.context["user"].username == DEMO
    assert b"<article" in answer.content


def _a_second_run_changes_nothing() -> None:
    before = Post.objects.count(), User.objects.count(), Like.objects.count()
    call_command("demo", "--if-empty")
    assert (Post.objects.count(), User.objects.count(), Like.objects.count()) == before
