"""The checks can fail: a rule that leaks is caught, at many entry points."""

from collections.abc import Callable, Iterator
from itertools import islice

import pytest
from django.db.models import Q

from accounts.models import User
from core.db.compiled import forget_compiled
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer
from tests.visibility.checks import wrong_details, wrong_lists, wrong_live
from tests.visibility.entry_points.files import FILES
from tests.visibility.entry_points.lists import LISTS
from tests.visibility.entry_points.live import LIVE
from tests.visibility.entry_points.posts import DETAILS
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


SOME_DETAILS = [*(entry_point for entry_point in DETAILS if (entry_point.route, entry_point.by) in {
    ("p/<slug:key>/card", "shortcode"),
    ("p/<slug:key>/likes", "shortcode"),
    ("api/v1/posts/<slug:key>", "shortcode"),
}), FILES[0]]  # fmt: skip
# Few lists include posts in other states; the saved posts are one.
SOME_LISTS = [entry_point for entry_point in LISTS if entry_point.route in {
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


@pytest.fixture(params=LEAKS, ids=lambda leak: leak.__name__)
def _leak(request: pytest.FixtureRequest) -> Iterator[None]:
    """The rule leaks meanwhile, also where SQL of it is kept."""
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(PostQuerySet, "visible_to", request.param)
        forget_compiled()
        yield
    forget_compiled()


@pytest.mark.usefixtures("_leak")
def test_a_leaking_rule_is_caught_at_many_entry_points(public: World) -> None:
    details = [each for each in SOME_DETAILS if any(wrong_details(each, public))]
    lists = (each for each in SOME_LISTS if any(wrong_lists(each, public)))
    live = (each for each in LIVE if any(wrong_live(each, public)))
    assert details == SOME_DETAILS
    assert len(list(islice(lists, 2))) == 2
    assert len(list(islice(live, 2))) == 2
