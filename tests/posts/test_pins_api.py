"""Up to three pinned posts come first on the profile."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Post
from posts.services.archiving import archive_post
from posts.services.deleting import delete_post
from posts.services.pinning import TooManyPinnedError, pin_post, unpin_post
from social.services import block_user
from tests.factories import make_post
from tests.pages import Page
from tests.responses import error_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]


def path_of(post: Post) -> str:
    return f"/api/v1/posts/{post.pk}/pin"


def pages(api: APIClient, path: str | None, direction: str = "next") -> list[list[str]]:
    """The ids of every page from `path` on."""
    found: list[list[str]] = []
    while path:
        body: dict[str, Any] = api.get(path).json()
        found.append([each["id"] for each in body["results"]])
        path = body[direction]
    return found


def test_pinning_and_unpinning_change_once_each(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    api = api_of(alice)
    for method in ("post", "post", "delete", "delete"):
        response = getattr(api, method)(path_of(post))
        assert (response.status_code, response.content) == (204, b"")
        shown = api.get(f"/api/v1/posts/{post.pk}").json()
        assert shown["pinned"] is (method == "post")


def test_a_fourth_is_too_many_until_one_goes(alice: User, api_of: ApiOf) -> None:
    posts = [make_post(alice) for _ in range(6)]
    api = api_of(alice)
    for post in posts[:3]:
        assert api.post(path_of(post)).status_code == 204
    assert error_of(api.post(path_of(posts[3])), 409)["code"] == "too_many_pinned"
    assert api.post(path_of(posts[0])).status_code == 204
    api.delete(path_of(posts[0]))
    assert api.post(path_of(posts[3])).status_code == 204
    archive_post(post=posts[1], actor=alice)
    assert api.post(path_of(posts[4])).status_code == 204
    delete_post(post=posts[2], actor=alice)
    assert api.post(path_of(posts[5])).status_code == 204
    assert error_of(api.post(path_of(posts[0])), 409)


def test_an_archived_post_cannot_be_pinned(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    archive_post(post=post, actor=alice)
    assert error_of(api_of(alice).post(path_of(post)), 409)["code"] == "post_archived"
    assert api_of(alice).delete(path_of(post)).status_code == 204


@pytest.mark.parametrize("method", ["post", "delete"])
def test_other_viewers_get_403_and_non_viewers_404(
    method: str, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    pin_post(post=make_post(alice), actor=alice)
    block_user(blocker=alice, blocked=carol)
    assert error_of(getattr(api_of(bob), method)(path_of(post)), 403)["code"] == "permission_denied"
    assert error_of(getattr(api_of(carol), method)(path_of(post)), 404)
    assert error_of(getattr(APIClient(), method)(path_of(post)), 401)
    assert Post.objects.exclude(pinned_at=None).count() == 1


def test_each_profile_has_its_own_three(alice: User, bob: User) -> None:
    for person in (alice, bob):
        for _ in range(3):
            pin_post(post=make_post(person), actor=person)
    assert Post.objects.exclude(pinned_at=None).count() == 6


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 8, 20])
def test_pinned_posts_come_first_and_each_post_once_in_both_directions(
    limit: int, alice: User
) -> None:
    posts = [make_post(alice) for _ in range(7)]
    for place in (4, 0, 2):
        pin_post(post=posts[place], actor=alice)
    # Who was pinned last leads; the others by their age.
    expected = [str(posts[place].pk) for place in (2, 0, 4, 6, 5, 3, 1)]
    path = f"/api/v1/users/alice/posts?limit={limit}"
    found = pages(APIClient(), path)
    assert [each for page in found for each in page] == expected
    assert {len(page) for page in found[:-1]} <= {limit}
    if len(found) > 1:
        urls = [path]
        while following := APIClient().get(urls[-1]).json()["next"]:
            urls.append(following)
        assert pages(APIClient(), urls[-1], "previous")[::-1] == _from_the_end(found, limit)


def _from_the_end(found: list[list[str]], limit: int) -> list[list[str]]:
    """Read backwards, pages are filled from their end: the first one comes short, not the last."""
    last = found[-1]
    rest = [each for page in found[:-1] for each in page]
    cut = len(rest) % limit
    return [*([rest[:cut]] if cut else []),
            *(rest[at : at + limit] for at in range(cut, len(rest), limit)), last]  # fmt: skip


def test_pinned_posts_respect_visibility(alice: User, bob: User, api_of: ApiOf) -> None:
    hidden, shown = make_post(alice, audience="close_friends"), make_post(alice)
    pin_post(post=hidden, actor=alice)
    assert pages(api_of(bob), "/api/v1/users/alice/posts") == [[str(shown.pk)]]
    assert pages(api_of(alice), "/api/v1/users/alice/posts") == [[str(hidden.pk), str(shown.pk)]]


def test_the_grid_marks_what_is_pinned_and_only_there(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    pinned, other = make_post(alice), make_post(alice)
    pin_post(post=pinned, actor=alice)
    page = Page(client_of(bob).get("/alice/"))
    links = [link for link in page.all("a", href=None) if link["href"].startswith("/p/")]
    assert [link["href"] for link in links] == [f"/p/{each.shortcode}/" for each in (pinned, other)]
    assert ["Pinned" in link.text for link in links] == [True, False]
    assert "Pinned" not in Page(client_of(bob).get(f"/p/{other.shortcode}/")).text


def test_the_menu_pins_as_a_plain_form(alice: User, client_of: ClientOf) -> None:
    post = make_post(alice)
    browser, path = client_of(alice), f"/p/{post.shortcode}/"
    for pinned, message in (("1", "Pinned to your profile."), ("0", "Unpinned from your profile.")):
        assert Page(browser.get(path)).one("button", name="pinned")["value"] == pinned
        assert message in Page(browser.post(f"{path}pin", {"pinned": pinned}, follow=True)).text
    for _ in range(3):
        pin_post(post=make_post(alice), actor=alice)
    refused = browser.post(f"{path}pin", {"pinned": "1"}, follow=True)
    assert "You can pin up to 3 posts." in Page(refused).text
    bare = browser.post(f"{path}pin", {"pinned": "1"}, headers={"HX-Request": "true"})
    assert bare.status_code == 409
    assert bare["Content-Type"].startswith("text/plain")


@pytest.mark.django_db(transaction=True)
def test_ten_posts_pinned_at_once_are_three(alice: User, api_of: ApiOf) -> None:
    posts = [make_post(alice) for _ in range(10)]
    apps = [api_of(alice) for _ in posts]
    calls = [partial(app.post, path_of(post)) for app, post in zip(apps, posts, strict=True)]
    codes = [response.status_code for response in at_once(calls)]
    assert (codes.count(204), codes.count(409)) == (3, 7)
    assert Post.objects.exclude(pinned_at=None).count() == 3


@pytest.mark.django_db(transaction=True)
def test_pins_and_unpins_at_once_never_leave_more_than_three(alice: User) -> None:
    posts = [make_post(alice) for _ in range(8)]
    for post in posts[:3]:
        pin_post(post=post, actor=alice)

    def pin(post: Post) -> None:
        with suppress(TooManyPinnedError):
            pin_post(post=post, actor=alice)

    def unpin(post: Post) -> None:
        unpin_post(post=post, actor=alice)

    at_once([partial(unpin, post) for post in posts[:3]] + [partial(pin, each) for each in posts])
    assert Post.objects.exclude(pinned_at=None).count() <= 3
