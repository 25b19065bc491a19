"""The oracle is no decoration: a rule with a hole in it is caught, and by many doors."""

from collections.abc import Callable

import pytest
from django.db.models import Q

from accounts.models import User
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer
from tests.visibility.answers import wrong_details, wrong_lists, wrong_live
from tests.visibility.doors_files import FILES
from tests.visibility.doors_lists import LISTS
from tests.visibility.doors_live import LIVE
from tests.visibility.doors_posts import DETAILS
from tests.visibility.world import World

pytestmark = pytest.mark.django_db

Rule = Callable[[PostQuerySet, Viewer], PostQuerySet]
SHOWN = Q(state=Post.State.READY, archived_at=None)


def without_audiences(posts: PostQuerySet, viewer: Viewer) -> PostQuerySet:
    people = User.objects.open_to(viewer)
    return posts.filter(Q(author=viewer.pk) | SHOWN, deleted_at=None, author__in=people)


def without_archive(posts: PostQuerySet, viewer: Viewer) -> PostQuerySet:
    shown = Q(state=Post.State.READY) & PostQuerySet._audience(viewer)
    people = User.objects.open_to(viewer)
    return posts.filter(Q(author=viewer.pk) | shown, deleted_at=None, author__in=people)


def without_state(posts: PostQuerySet, viewer: Viewer) -> PostQuerySet:
    shown = Q(archived_at=None) & PostQuerySet._audience(viewer)
    people = User.objects.open_to(viewer)
    return posts.filter(Q(author=viewer.pk) | shown, deleted_at=None, author__in=people)


def without_deletion(posts: PostQuerySet, viewer: Viewer) -> PostQuerySet:
    shown = SHOWN & PostQuerySet._audience(viewer)
    return posts.filter(Q(author=viewer.pk) | shown, author__in=User.objects.open_to(viewer))


def without_the_account(posts: PostQuerySet, viewer: Viewer) -> PostQuerySet:
    shown = SHOWN & PostQuerySet._audience(viewer)
    return posts.filter(Q(author=viewer.pk) | shown, deleted_at=None)


def without_blocks(posts: PostQuerySet, viewer: Viewer) -> PostQuerySet:
    shown = SHOWN & PostQuerySet._audience(viewer)
    there = Q(author__is_active=True, author__deactivated_at=None, author__is_private=False)
    return posts.filter(Q(author=viewer.pk) | (shown & there), deleted_at=None)


SOME_DETAILS = [*DETAILS[1:11:4], FILES[0]]
# What is neither ready nor for others is asked for by few: among them what one saved.
SOME_LISTS = [door for door in LISTS if door.route in {
    "api/v1/users/<str:username>/posts", "api/v1/users/me/saved", "api/v1/tags/<str:name>/posts",
}]  # fmt: skip
LEAKS = [
    without_audiences,
    without_archive,
    without_state,
    without_deletion,
    without_the_account,
    without_blocks,
]


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_a_rule_with_a_hole_is_caught_at_many_doors(
    leak: Rule, public: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PostQuerySet, "visible_to", leak)
    details = [door for door in SOME_DETAILS if any(wrong_details(door, public))]
    lists = [door for door in SOME_LISTS if any(wrong_lists(door, public))]
    live = [door for door in LIVE if any(wrong_live(door, public))]
    assert details == SOME_DETAILS
    assert len(lists) >= 2
    assert len(live) >= 2
