"""The archive: own posts, hidden from others, and restored."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from feeds import timelines
from feeds.home import home_page
from messaging.selectors import visible_post_ids
from posts.models import Post
from posts.services.archiving import archive_post, unarchive_post
from posts.services.deleting import delete_post
from posts.services.likes import like_post
from posts.services.pinning import pin_post
from social.services import block_user, follow_user
from tests.factories import make_comment, make_post
from tests.pages import Page
from tests.responses import Response, error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
LISTS = ["/", "/alice/", "/api/v1/users/alice/posts", "/api/v1/feed"]


def test_archiving_and_unarchiving_are_idempotent(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    api, path = api_of(alice), f"/api/v1/posts/{post.pk}"
    for method, count in (("post", 0), ("post", 0), ("delete", 1), ("delete", 1)):
        response = getattr(api, method)(f"{path}/archive")
        assert (response.status_code, response.content) == (204, b"")
        alice.refresh_from_db()
        assert alice.posts_count == count
        assert api.get(path).json()["archived"] is (method == "post")


@pytest.mark.parametrize("method", ["post", "delete"])
def test_other_viewers_get_403_and_non_viewers_404(
    method: str, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    block_user(blocker=alice, blocked=carol)
    path = f"/api/v1/posts/{post.pk}/archive"
    assert error_of(getattr(api_of(bob), method)(path), 403)["code"] == "permission_denied"
    assert error_of(getattr(api_of(carol), method)(path), 404)
    assert error_of(getattr(APIClient(), method)(path), 401)
    archive_post(post=post, actor=alice)
    assert error_of(getattr(api_of(bob), method)(path), 404)
    post.refresh_from_db()
    assert post.archived_at is not None


def test_only_its_author_sees_it_then_and_in_no_list(
    alice: User, bob: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    follow_user(follower=bob, following=alice)
    post = make_post(alice)
    home_page(viewer=bob)
    home_page(viewer=alice)
    timelines.push([alice.pk, bob.pk], post.pk)
    browsers = {alice: client_of(alice), bob: client_of(bob)}
    apps = {alice: api_of(alice), bob: api_of(bob)}

    def get(person: User, path: str) -> Response:
        client: Client = apps[person] if path.startswith("/api/") else browsers[person]
        return client.get(path)

    def seen(person: User, path: str) -> bool:
        return post.shortcode in get(person, path).content.decode()

    own = [f"/p/{post.shortcode}/", f"/api/v1/posts/{post.pk}"]
    for hidden in (False, True, False):
        change = archive_post if hidden else unarchive_post
        change(post=post, actor=alice)
        for path in LISTS:
            assert seen(alice, path) is seen(bob, path) is not hidden, path
        for path in own:
            for person, status in ((alice, 200), (bob, 404 if hidden else 200)):
                assert get(person, path).status_code == status
            assert Client().get(path).status_code == (404 if hidden else 200)
        for path in ("/alice/archive", "/api/v1/users/me/archive"):
            assert seen(alice, path) is hidden, path
        assert visible_post_ids(viewer=bob, ids=[post.pk]) == (set() if hidden else {post.pk})


def test_likes_and_comments_return_with_an_unarchived_post(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    post = make_post(alice, caption="A pier")
    like_post(post=post, user=bob)
    make_comment(post, bob)
    before = api_of(bob).get(f"/api/v1/posts/{post.pk}").json()
    archive_post(post=post, actor=alice)
    unarchive_post(post=post, actor=alice)
    assert api_of(bob).get(f"/api/v1/posts/{post.pk}").json() == before


def test_an_unarchived_post_is_pinned_again_if_there_is_room(alice: User, api_of: ApiOf) -> None:
    post, *others = [make_post(alice) for _ in range(4)]
    api, path = api_of(alice), f"/api/v1/posts/{post.pk}"
    pin_post(post=post, actor=alice)
    for has_room in (True, False):
        assert api.post(f"{path}/archive").status_code == 204
        assert api.get(path).json()["pinned"] is False
        for other in () if has_room else others:
            pin_post(post=other, actor=alice)
        assert api.delete(f"{path}/archive").status_code == 204
        assert api.get(path).json()["pinned"] is has_room


def test_a_post_for_a_narrow_audience_is_not_counted(alice: User) -> None:
    post = make_post(alice, audience="followers")
    archive_post(post=post, actor=alice)
    unarchive_post(post=post, actor=alice)
    alice.refresh_from_db()
    assert alice.posts_count == 0


def test_a_deleted_archived_post_disappears(alice: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    archive_post(post=post, actor=alice)
    delete_post(post=post, actor=alice)
    assert api_of(alice).get("/api/v1/users/me/archive").json()["results"] == []
    alice.refresh_from_db()
    assert alice.posts_count == 0


def test_the_archive_is_paged_newest_first(alice: User, api_of: ApiOf) -> None:
    posts = [make_post(alice) for _ in range(6)]
    for post in posts[:5]:
        archive_post(post=post, actor=alice)
    api, path = api_of(alice), "/api/v1/users/me/archive?limit=3"
    found = []
    while path:
        body = api.get(path).json()
        found += [each["id"] for each in body["results"]]
        path = body["next"]
    assert found == [str(post.pk) for post in posts[4::-1]]
    assert error_of(APIClient().get("/api/v1/users/me/archive"), 401)


def test_the_archive_page_is_private(
    alice: User, bob: User, client: Client, client_of: ClientOf
) -> None:
    assert "Nothing archived" in Page(client_of(alice).get("/alice/archive")).text
    for path in ("/alice/archive", "/nobody/archive"):
        assert client_of(bob).get(path).status_code == 404
        assert client.get(path)["Location"].startswith("/accounts/login/")
    assert "/alice/archive" in Page(client_of(alice).get("/alice/")).source
    assert "/alice/archive" not in Page(client_of(bob).get("/alice/")).source


def test_the_page_of_the_archive_goes_on_to_its_end(alice: User, client_of: ClientOf) -> None:
    posts = [make_post(alice, archived_at="2026-01-01T00:00Z") for _ in range(30)]
    browser = client_of(alice)
    first = Page(browser.get("/alice/archive"))
    link = first.one("a", class_="button button-quiet")["href"]
    plain, part = Page(browser.get(link)), Page(browser.get(link, headers=HTMX))
    assert posts[29].shortcode in first.source
    for page in (plain, part):
        assert posts[0].shortcode in page.source
        assert posts[29].shortcode not in page.source
    assert part.all("html") == []
    assert browser.get("/alice/archive?cursor=nonsense").status_code == 400


def test_the_buttons_work_as_plain_forms(alice: User, client_of: ClientOf) -> None:
    post = make_post(alice)
    browser, path = client_of(alice), f"/p/{post.shortcode}/"
    menu = Page(browser.get(path)).one("button", name="archived")
    assert menu["value"] == "1"
    response = browser.post(f"{path}archive", {"archived": "1"}, follow=True)
    page = Page(response)
    assert "Archived. Only you can see it now." in page.text
    assert "Archived. Only you can see this post." in page.text
    assert page.one("input", name="archived")["value"] == "0"
    assert page.all("button", name="archived") == []
    page = Page(browser.post(f"{path}archive", {"archived": "0"}, follow=True))
    assert "only you see this" not in page.text
    assert not Post.objects.exclude(archived_at=None).exists()


def test_in_a_feed_a_line_with_undo_replaces_the_card(alice: User, client_of: ClientOf) -> None:
    post = make_post(alice)
    browser, path = client_of(alice), f"/p/{post.shortcode}/archive"
    feed = {**HTMX, "HX-Current-URL": "http://testserver/"}
    response = browser.post(path, {"archived": "1"}, headers=feed)
    line = Page(response)
    assert [each["id"] for each in line.all("div", id=None)] == [f"post-{post.shortcode}"]
    assert line.one("form", hx_post=path)["hx-target"] == f"#post-{post.shortcode}"
    assert '"action": "Undo"' in response["HX-Trigger"]
    card = browser.post(path, {"archived": "0"}, headers=feed)
    assert len(Page(card).all("article", id=f"post-{post.shortcode}")) == 1
    assert "Undo" not in card["HX-Trigger"]


def test_on_its_own_page_the_whole_page_is_made_anew(alice: User, client_of: ClientOf) -> None:
    post = make_post(alice)
    path = f"/p/{post.shortcode}/"
    here = {**HTMX, "HX-Current-URL": f"http://testserver{path}"}
    response = client_of(alice).post(f"{path}archive", {"archived": "1"}, headers=here)
    assert "Archived. Only you can see this post." in Page(response).text
    assert (response["HX-Retarget"], response["HX-Reselect"]) == ("#main", "#main")


def test_pages_of_others_posts_offer_none_of_it(
    alice: User, bob: User, client: Client, client_of: ClientOf
) -> None:
    post = make_post(alice)
    path = f"/p/{post.shortcode}/"
    for browser in (client, client_of(bob)):
        page = Page(browser.get(path))
        assert page.all("button", name="archived") == page.all("button", name="pinned") == []
        assert page.all("button", name="press") == []
        assert page.all("a", href=f"{path}edit") == page.all("a", href=f"{path}delete") == []
    assert Page(client_of(alice).get(path)).all("button", name="pinned")
    for way in ("archive", "pin", "options", "edit"):
        assert client_of(bob).post(f"{path}{way}").status_code == 404
        assert client.post(f"{path}{way}")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("count", [1, 20])
def test_an_archive_costs_four_queries(
    count: int, alice: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        make_post(alice, archived_at="2026-01-01T00:00Z", photographs=2)
    api = api_of(alice)
    # session with viewer · posts with author, like and save · media · people tagged
    with django_assert_num_queries(4):
        assert len(api.get("/api/v1/users/me/archive").json()["results"]) == count
