"""`HasRow` says the same as the `Exists` it is short for."""

from typing import Any
from uuid import UUID

import pytest
from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import User
from core.db.conditions import HasRow
from posts.models import Media, Post
from social.models import Follow
from tests.factories import make_post
from tests.relations import follow


def followed_by(viewer_id: UUID | None) -> HasRow:
    return HasRow("social.Follow", follower=viewer_id, following=F("author"))


@pytest.fixture
def posts(alice: User, bob: User, carol: User) -> QuerySet[Post]:
    follow(bob, alice)
    make_post(alice)
    make_post(carol)
    return Post.objects.order_by("pk")


def test_it_finds_what_exists_finds(posts: QuerySet[Post], alice: User, bob: User) -> None:
    long = Exists(Follow.objects.filter(follower=bob, following=OuterRef("author")))
    for condition, opposite in ((followed_by(bob.pk), ~followed_by(bob.pk)), (long, ~long)):
        assert [post.author for post in posts.filter(condition)] == [alice]
        assert alice not in [post.author for post in posts.filter(opposite)]
        assert posts.filter(condition | opposite).count() == 2
        marked = posts.annotate(marked=condition).values_list("marked", flat=True)
        assert list(marked) == [True, False]


@pytest.mark.parametrize("nested", ["filter", "exists"])
def test_it_means_its_own_row_within_a_subquery(
    nested: str, posts: QuerySet[Post], alice: User, bob: User
) -> None:
    found: Any = posts.filter(followed_by(bob.pk)).order_by()
    users = User.objects.all()
    if nested == "filter":
        users = users.filter(pk__in=found.values("author"))
    else:
        users = users.filter(Exists(found.filter(author=OuterRef("pk"))))
    assert list(users) == [alice]


def test_it_follows_a_relation(posts: QuerySet[Post], alice: User, bob: User) -> None:
    of_followees = HasRow("social.Follow", follower=bob.pk, following=F("post__author"))
    media = Media.objects.filter(of_followees)
    assert set(media.values_list("owner", flat=True)) == {alice.pk}


def test_nobody_has_a_row(posts: QuerySet[Post]) -> None:
    assert not posts.filter(followed_by(None)).exists()
    assert posts.filter(~followed_by(None)).count() == 2
