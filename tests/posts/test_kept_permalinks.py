"""The page of a post is kept in parts by their versions: what has changed is shown as it is."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from posts.models import Comment, Media, Post
from posts.selectors.comment_rows import VERSION_FIELDS
from posts.services.author_settings import change_author_settings
from posts.services.comments import add_comment
from posts.services.entities import record_caption
from posts.services.likes import like_post, unlike_post
from posts.services.saves import save_post
from posts.services.tagged import set_tagged
from social.services import block_user, follow_user, mute_user, set_private, unfollow_user
from tests.factories import make_comment, make_post, make_reply
from tests.kept import assert_each_sees_their_own, assert_shown, changing_after_the_row

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
Read = Callable[[], dict[str, str]]
NOW = timezone.now()
AVATAR = "ab/cd/" + "ab" * 16 + ".webp"
# Columns of a comment that its HTML does not show, that never change, or that are read each time.
NOT_SHOWN = {"id", "post", "author", "parent", "created_at", "deleted_at"}
READ_EACH_TIME = {"likes_count", "replies_count", "is_filtered"}

POST_CHANGES: list[dict[str, Any]] = [
    {"caption": "Another caption"},
    {"location": "Another place"},
    {"media_url": "ab/cd/ef/640.jpg"},
    {"audience": "followers"},
    {"comments_from": "nobody"},
    {"comments_from": "followers"},
    {"hide_counts": True},
    {"edited_at": NOW},
    {"pinned_at": NOW},
    {"likes_count": 12},
    {"comments_count": 13},
]
USER_CHANGES: list[dict[str, Any]] = [
    {"username": "another.name"},
    {"display_name": "Another Name"},
    {"avatar": AVATAR},
    {"is_verified": True},
]
MEDIA_CHANGES: list[dict[str, Any]] = [
    {"alt": "Another text"},
    {"blurhash": "L5H2EC=PM+yV0g-mq.wG9c010J}I"},
    {"folder": "ab/cd/" + "cd" * 16},
    {"renditions": [[320, 400]]},
    {"has_avif": False},
]
COMMENT_CHANGES: list[dict[str, Any]] = [
    {"text": "Another text"},
    {"pinned_at": NOW},
    {"likes_count": 3},
    {"replies_count": 2},
]


def named(change: dict[str, Any]) -> str:
    return ",".join(change)


@pytest.fixture
def post(alice: User, bob: User, carol: User) -> Post:
    follow_user(follower=bob, following=alice)
    make_post(alice)
    post = make_post(alice, caption="With @carol at the lake", media_url="ab/cd/ef/1080.jpg")
    record_caption(post=post)
    make_comment(post, bob, "Which lake?")
    add_comment(post=post, author=carol, text="@bob knows the lake")
    return post


@pytest.fixture
def read(post: Post, alice: User, bob: User, dave: User, client_of: ClientOf) -> Read:
    """What the author, a follower, a stranger and someone anonymous see now, in two languages."""
    browsers = {user.username: client_of(user) for user in (alice, bob, dave)}
    browsers["anonymous"] = Client()
    browsers["German"] = Client(headers={"Accept-Language": "de"})

    def read_all() -> dict[str, str]:
        shortcode = Post.objects.values_list("shortcode", flat=True).get(pk=post.pk)
        return {name: page(browser, shortcode) for name, browser in browsers.items()}

    return read_all


def page(browser: Client, shortcode: str) -> str:
    """Without the nonce, the tokens of forms and ages, which are others a minute later."""
    html = browser.get(f"/p/{shortcode}/").content.decode()
    html = re.sub(r'nonce="[^"]*"', "", html)
    html = re.sub(r"(<time [^>]*>)[^<]*", r"\1", html)
    html = re.sub(r'"X-CSRFToken": "\w+"', "", html)
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", html)


def test_every_column_of_a_comment_is_part_of_the_version_or_known_not_to_be() -> None:
    columns = {field.name for field in Comment._meta.concrete_fields}
    own = {name.removesuffix("_id") for name in VERSION_FIELDS if "__" not in name}
    assert columns - (NOT_SHOWN - own) - READ_EACH_TIME == own


@pytest.mark.parametrize("change", POST_CHANGES, ids=named)
def test_a_changed_post_is_shown_as_it_is(change: dict[str, Any], post: Post, read: Read) -> None:
    assert_shown(read, lambda: Post.objects.filter(pk=post.pk).update(**change))


def test_a_post_with_another_shortcode_has_links_with_it(post: Post, read: Read) -> None:
    assert_shown(read, lambda: Post.objects.filter(pk=post.pk).update(shortcode="newshortcod"))


@pytest.mark.parametrize("change", USER_CHANGES, ids=named)
@pytest.mark.parametrize("who", ["alice", "carol"])
def test_a_changed_author_of_post_or_comment_is_shown_as_they_are(
    who: str, change: dict[str, Any], post: Post, read: Read
) -> None:
    user = User.objects.filter(username=who)
    pk = user.get().pk
    assert_shown(read, lambda: User.objects.filter(pk=pk).update(**change))


@pytest.mark.parametrize("change", MEDIA_CHANGES, ids=named)
@pytest.mark.parametrize("which", ["itself", "another of the author"])
def test_a_changed_photo_is_shown_as_it_is(
    which: str, change: dict[str, Any], post: Post, alice: User, read: Read
) -> None:
    own = Media.objects.filter(post=post)
    photos = own if which == "itself" else Media.objects.filter(owner=alice).exclude(post=post)
    pk = photos.get().pk
    assert_shown(read, lambda: Media.objects.filter(pk=pk).update(**change))


@pytest.mark.parametrize(
    "change", [{"likes_count": 5}, {"comments_count": 5}, {"hide_counts": True}], ids=named
)
def test_the_counts_of_a_tile_are_shown_as_they_are(
    change: dict[str, Any], post: Post, read: Read
) -> None:
    other = Post.objects.exclude(pk=post.pk)
    other.update(likes_count=1)
    assert_shown(read, lambda: other.update(**change))


@pytest.mark.parametrize("change", COMMENT_CHANGES, ids=named)
def test_a_changed_comment_is_shown_as_it_is(
    change: dict[str, Any], post: Post, read: Read
) -> None:
    comment = Comment.objects.filter(text="Which lake?")
    assert_shown(read, lambda: Comment.objects.filter(pk=comment.get().pk).update(**change))


def test_what_differs_by_viewer_is_shown_as_it_is(
    post: Post, alice: User, bob: User, carol: User, dave: User, read: Read
) -> None:
    comment = Comment.objects.get(text="Which lake?")
    follow_user(follower=dave, following=carol)
    steps: list[Callable[[], Any]] = [
        lambda: like_post(post=post, user=bob),
        lambda: save_post(post=post, user=bob),
        lambda: follow_user(follower=alice, following=dave),
        lambda: like_post(post=post, user=carol),
        lambda: add_comment(post=post, author=dave, text="Nice, @alice"),
        lambda: make_reply(comment, dave),
        lambda: unlike_post(post=post, user=bob),
        lambda: mute_user(muter=bob, muted=alice),
        lambda: unfollow_user(follower=bob, following=alice),
        lambda: set_tagged(post=post, usernames=["carol"]),
        lambda: set_tagged(post=post, usernames=["dave"]),
        lambda: make_post(alice),
        lambda: block_user(blocker=carol, blocked=bob),
    ]
    for step in steps:
        assert_shown(read, step)


@pytest.mark.parametrize(
    "hide",
    [
        lambda comment: Comment.all_objects.filter(pk=comment.pk).update(deleted_at=NOW),
        lambda comment: Comment.objects.filter(pk=comment.pk).update(is_filtered=True),
        lambda comment: User.objects.filter(pk=comment.author_id).update(is_active=False),
        lambda comment: User.objects.filter(pk=comment.author_id).update(deactivated_at=NOW),
    ],
    ids=["deleted", "filtered", "suspended", "deactivated"],
)
def test_a_comment_that_may_not_be_seen_any_more_is_gone_at_the_next_read(
    hide: Callable[[Comment], Any], post: Post, carol: User, read: Read
) -> None:
    comment = Comment.objects.get(author=carol)
    assert all(str(comment.pk) in html for html in read().values())
    hide(comment)
    seen = {name for name, html in read().items() if str(comment.pk) in html}
    # The word filter of the post's author does not hide it from that author.
    assert seen == ({"alice"} if Comment.objects.filter(is_filtered=True) else set())


def test_a_comment_of_a_blocked_author_is_gone_for_who_blocked(
    post: Post, bob: User, carol: User, read: Read
) -> None:
    comment = Comment.objects.get(author=carol)
    read()
    block_user(blocker=bob, blocked=carol)
    seen = {name for name, html in read().items() if str(comment.pk) in html}
    assert seen == {"alice", "dave", "anonymous", "German"}


def test_a_comment_that_the_word_filter_catches_says_so_to_the_author_alone(
    post: Post, alice: User, bob: User, client_of: ClientOf
) -> None:
    change_author_settings(user=alice, filtered_words=["lake"])
    add_comment(post=post, author=bob, text="Lake of secrets")
    browsers = {user.username: client_of(user) for user in (alice, bob)}
    for _ in ("rendered", "kept"):
        pages = {name: page(browser, post.shortcode) for name, browser in browsers.items()}
        assert all("Lake of secrets" in html for html in pages.values())
        assert [name for name in pages if "Hidden by your word filter" in pages[name]] == ["alice"]


@pytest.mark.parametrize(
    "take_away",
    [
        lambda post, bob: block_user(blocker=post.author, blocked=bob),
        lambda post, bob: Post.objects.filter(pk=post.pk).update(archived_at=NOW),
        lambda post, bob: Post.objects.filter(pk=post.pk).update(deleted_at=NOW),
        lambda post, bob: Post.objects.filter(pk=post.pk).update(audience="close_friends"),
        lambda post, bob: User.objects.filter(pk=post.author_id).update(is_active=False),
        lambda post, bob: User.objects.filter(pk=post.author_id).update(deactivated_at=NOW),
    ],
    ids=["blocked", "archived", "deleted", "limited", "suspended", "deactivated"],
)
@pytest.mark.parametrize("which", ["itself", "tile"])
def test_a_kept_post_that_may_not_be_seen_any_more_is_gone_at_the_next_read(
    which: str, take_away: Callable[[Post, User], Any], post: Post, bob: User, read: Read
) -> None:
    gone = post if which == "itself" else Post.objects.exclude(pk=post.pk).get()
    assert str(gone.pk) in read()["bob"]
    take_away(gone, bob)
    assert str(gone.pk) not in read()["bob"]


def test_a_post_of_an_account_that_went_private_is_gone_for_strangers(
    post: Post, alice: User, read: Read
) -> None:
    read()
    set_private(user=alice, is_private=True)
    seen = {name for name, html in read().items() if str(post.pk) in html}
    assert seen == {"alice", "bob"}
    assert_shown(read, lambda: set_private(user=alice, is_private=False))


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_caption_for_others_is_not_shown_to_who_saw_the_post_a_moment_ago(
    is_kept: bool, post: Post, bob: User, client_of: ClientOf
) -> None:
    change = {"audience": "close_friends", "caption": "For few"}
    browser = client_of(bob)
    if is_kept:
        page(browser, post.shortcode)
    assert "For few" not in page_that_changes_after_the_row(
        browser, post, lambda: Post.objects.filter(pk=post.pk).update(**change)
    )


def test_a_text_that_replaced_a_comment_is_not_shown_to_who_may_not_see_it(
    post: Post, bob: User, carol: User, client_of: ClientOf
) -> None:
    comment = Comment.objects.get(author=carol)
    change = {"text": "For few", "is_filtered": True}
    html = page_that_changes_after_the_row(
        client_of(bob), post, lambda: Comment.objects.filter(pk=comment.pk).update(**change)
    )
    assert "Which lake?" in html
    assert "For few" not in html


def test_what_changed_while_it_was_read_is_not_kept_as_what_it_was(
    post: Post, bob: User, carol: User, client_of: ClientOf
) -> None:
    """The version of the row and what was read after it are not the same."""
    comment = Comment.objects.filter(author=carol)
    browser = client_of(bob)
    html = page_that_changes_after_the_row(
        browser, post, lambda: comment.update(text="Another text")
    )
    assert "Another text" in html
    comment.update(text="@bob knows the lake")
    assert "Another text" not in page(browser, post.shortcode)


def page_that_changes_after_the_row(browser: Client, post: Post, change: Callable[[], Any]) -> str:
    with changing_after_the_row(change):
        return page(browser, post.shortcode)


def test_viewers_who_meet_the_same_kept_parts_see_each_their_own(
    post: Post, alice: User, bob: User, carol: User, dave: User, erin: User, client_of: ClientOf
) -> None:
    """Each as with nothing kept, whoever came before."""
    follow_user(follower=carol, following=dave)
    follow_user(follower=alice, following=erin)
    Post.objects.filter(pk=post.pk).update(caption="@bob and @dave", comments_from="followers")
    post.refresh_from_db()
    record_caption(post=post)
    set_tagged(post=post, usernames=["bob", "dave"])
    like_post(post=post, user=dave)
    save_post(post=post, user=carol)
    add_comment(post=post, author=bob, text="@dave and @carol")
    block_user(blocker=dave, blocked=bob)
    Post.objects.update(hide_counts=True)
    browsers = [client_of(viewer) for viewer in (alice, bob, carol, dave, erin)]
    browsers += [Client(), Client(headers={"Accept-Language": "ar"})]

    def read(browser: Client) -> str:
        return page(browser, post.shortcode)

    seen = assert_each_sees_their_own(browsers, read)
    assert len(set(seen)) == len(browsers)


def test_ages_are_those_of_the_read(
    post: Post, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/p/{post.shortcode}/"
    assert client.get(path).status_code == 200
    later = timezone.now() + timedelta(days=2)
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: later)
        html = client.get(path).content.decode()
    assert html.count(">2 d</time>") == 3  # of the post and two comments


def test_forms_lead_back_to_the_page_as_it_was_asked_for(
    post: Post, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    for query in ("", "?from=mail&more=1"):
        html = browser.get(f"/p/{post.shortcode}/{query}").content.decode()
        path = f"/p/{post.shortcode}/{query.replace('&', '&amp;')}#post-{post.shortcode}"
        assert f'name="next" value="{path}"' in html


def test_previews_have_the_origin_that_was_asked(post: Post) -> None:
    for host in ("testserver", "localhost"):
        html = Client().get(f"/p/{post.shortcode}/", headers={"Host": host}).content.decode()
        assert f'<meta property="og:url" content="http://{host}/p/{post.shortcode}/">' in html
        assert f'"url": "http://{host}/alice/"' in html
        assert f'content="http://{host}/media/ab/cd/ef/1080.jpg"' in html
