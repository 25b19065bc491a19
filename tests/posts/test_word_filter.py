"""Comments with words that the author of the post has filtered."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from core.models import OutboxEntry
from posts.models import AuthorSettings, Comment, Post
from posts.services import comment_filter
from posts.services.author_settings import change_author_settings
from posts.services.comments import add_comment
from posts.services.deleting import delete_comment
from posts.text.word_filter import contains_any, simplify
from tests.factories import make_comment, make_post, make_reply
from tests.outbox import deliver_due
from tests.pages import Page
from tests.posts.commenting import (
    ApiOf,
    assert_comment_counts_equal_the_rows,
    comment_path,
    comments_path,
    texts,
    write,
)
from tests.responses import error_of, outbox_payloads

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
SETTINGS = "/api/v1/users/me/author-settings"
PAGE = "/accounts/settings/comments-and-tags/"


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


def hide(author: User, *words: str) -> None:
    """The words are chosen, and the worker has looked at what is there."""
    change_author_settings(user=author, filtered_words=words)
    work()


def work() -> None:
    for _ in range(10):
        OutboxEntry.objects.update(available_at=datetime.now(UTC) - timedelta(seconds=1))
        if not deliver_due("default"):
            break
    assert not outbox_payloads("FilterChanged")


@pytest.mark.parametrize(
    ("word", "text", "is_there"),
    [
        ("spam", "This is spam!", True),
        ("spam", "SPAM", True),
        ("spam", "Spammers", False),
        ("spam", "antispam", False),
        ("spam", "spam2", False),
        ("spam", "spam_and_eggs", True),
        ("spam", "#spam @spam", True),
        ("spam", "ｓｐａｍ", True),
        ("spam", "s\u200dp\u00ada\u200bm", True),
        ("spam", "s\ufe0fp\u034fam", True),
        ("spam", "sp am", False),
        ("café", "un cafe\u0301, vite", True),
        ("café", "cafe", False),
        ("straße", "STRASSE", True),
        ("buy now", "Buy \n  now, friends", True),
        ("buy now", "buy nowhere", False),
        ("कम", "कमी", False),
        ("कम", "कम है", True),
        ("傻瓜", "你是傻瓜吗", True),
        ("🖕", "no🖕🏽no", True),
        ("$$$", "win$$$$now", True),
        ("a", "ana a", True),
        ("spam", "s\u0336p\u0336a\u0336m, \u0301", True),
        ("spam", "sp\x01a\x7fm", True),
        ("spam", "中spam中", True),
        ("spam", "spamです", True),
        ("바보", "이 바보야", True),
        *[("you're fat", f"You{sign}re FAT", True) for sign in "\u2019\u2018`\u00b4\u02bc\uff07"],
        ("you\u2019re fat", "you're fat", True),
        *[("so-so", f"so{sign}so", True) for sign in "\u2010\u2011\u2013\u2014\u2212\uff0d"],
        ("so\u2011so", "so-so", True),
        ("so-so", "so so", False),
    ],
)
def test_a_filtered_word_is_found_as_people_read_it(word: str, text: str, is_there: bool) -> None:
    assert contains_any(text, [simplify(word)]) is is_there


def test_words_stored_before_signs_were_alike_still_hide(
    alice: User, bob: User, carol: User
) -> None:
    words = ["you\u2019re fat", "plain", "so\u2010so"]
    for user in (alice, bob, carol):
        AuthorSettings.objects.create(user=user, filtered_words=words)
    migration = import_module("posts.migrations.0010_filtered_words_as_typed")
    migration.simplify(apps, connection.schema_editor(), size=2)
    for settings in AuthorSettings.objects.all():
        kept = settings.filtered_words
        assert kept == [simplify(word) for word in words] == ["you're fat", "plain", "so-so"]


def test_an_unknown_setting_is_reported_and_nothing_is_changed(alice: User, api_of: ApiOf) -> None:
    api = api_of(alice)
    body = {"reviews_tags": True, "filtered_word": ["spam"]}
    error = error_of(api.patch(SETTINGS, body, format="json"), 400)
    assert (error["code"], error["attr"]) == ("unknown_field", "filtered_word")
    assert api.get(SETTINGS).json() == {"reviews_tags": False, "filtered_words": []}


def test_a_comment_with_a_filtered_word_is_visible_to_its_author_and_the_posts(
    post: Post, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    hide(alice, "spam")
    response = write(api_of(bob), post, "Free SPAM here")
    assert (response.status_code, response.json()["hidden"]) == (201, False)
    seen = {
        viewer: [each["hidden"] for each in api.get(comments_path(post)).json()["results"]]
        for viewer, api in (
            ("author", api_of(alice)),
            ("writer", api_of(bob)),
            ("other", api_of(carol)),
            ("anonymous", APIClient()),
        )
    }
    assert seen == {"author": [True], "writer": [False], "other": [], "anonymous": []}
    assert api_of(alice).get(f"/api/v1/posts/{post.pk}").json()["comments_count"] == 0
    comment = Comment.objects.get()
    assert error_of(api_of(carol).post(comment_path(comment, "like")), 404)
    assert error_of(api_of(carol).get(comment_path(comment, "replies")), 404)
    assert api_of(alice).delete(f"/api/v1/comments/{comment.pk}").status_code == 204
    assert_comment_counts_equal_the_rows()


def test_a_hidden_comment_notifies_no_one(post: Post, alice: User, bob: User) -> None:
    hide(alice, "spam")
    add_comment(post=post, author=bob, text="Spam")
    assert outbox_payloads("PostCountsChanged") == []


def test_a_filter_applies_to_its_owners_posts_and_not_to_their_comments(
    post: Post, alice: User, bob: User
) -> None:
    hide(alice, "spam")
    others = add_comment(post=make_post(bob), author=alice, text="Spam")
    own = add_comment(post=post, author=alice, text="No spam please")
    assert (others.is_filtered, own.is_filtered) == (False, False)
    assert_comment_counts_equal_the_rows()


def test_a_filtered_reply_is_not_counted_by_its_comment(
    post: Post, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    hide(alice, "spam")
    comment = make_comment(post, carol)
    write(api_of(bob), post, "Spam", parent_id=str(comment.pk))
    write(api_of(bob), post, "Fine", parent_id=str(comment.pk))
    path = comment_path(comment, "replies")
    assert texts(api_of(carol).get(path)) == ["Fine"]
    assert texts(api_of(bob).get(path)) == texts(api_of(alice).get(path)) == ["Spam", "Fine"]
    (shown,) = api_of(carol).get(comments_path(post)).json()["results"]
    assert shown["replies_count"] == 1
    assert_comment_counts_equal_the_rows()


def test_replies_to_a_hidden_comment_are_hidden_and_restored_with_it(
    post: Post, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    kept, taken = make_comment(post, carol), make_comment(post, bob, "Spam")
    make_reply(taken, carol)
    hide(alice, "spam")
    assert_comment_counts_equal_the_rows()
    add_comment(post=post, author=alice, text="Stop it", parent_id=taken.pk)
    add_comment(post=post, author=bob, text="Spam again", parent_id=taken.pk)
    assert_comment_counts_equal_the_rows()
    count = f"/api/v1/posts/{post.pk}"
    assert api_of(carol).get(count).json()["comments_count"] == 1
    assert texts(api_of(carol).get(comments_path(post))) == [kept.text]
    hide(alice)
    assert_comment_counts_equal_the_rows()
    assert api_of(carol).get(count).json()["comments_count"] == 5
    hide(alice, "spam")
    delete_comment(comment=Comment.objects.select_related("post").get(pk=taken.pk), actor=alice)
    assert_comment_counts_equal_the_rows()
    assert api_of(carol).get(count).json()["comments_count"] == 1


def test_a_changed_filter_updates_existing_comments(
    alice: User, bob: User, carol: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few at a time, over several posts."""
    monkeypatch.setattr(comment_filter, "BATCH_SIZE", 3)
    posts = [make_post(alice) for _ in range(4)]
    for number, post in enumerate(posts[:3]):
        for word in ("red", "green", "blue", "red and green") * 2:
            comment = make_comment(post, bob, f"{word} {number}")
            make_reply(comment, carol, "blue too")
    elsewhere = make_comment(make_post(bob), carol, "red")
    for words, left in ((["red"], 3 * 8), (["green", "blue"], 3 * 2), ([], 3 * 16)):
        hide(alice, *words)
        assert_comment_counts_equal_the_rows()
        posts[0].refresh_from_db()
        assert posts[0].comments_count * 3 == left
    elsewhere.refresh_from_db()
    assert not elsewhere.is_filtered


def test_long_work_goes_on_where_it_was(
    alice: User, bob: User, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(comment_filter, "BATCH_SIZE", 2)
    settings.OUTBOX_TURN_SECONDS = 0
    post = make_post(alice)
    for _ in range(7):
        make_comment(post, bob, "spam")
    hide(alice, "spam")
    assert Comment.objects.filter(is_filtered=True).count() == 7
    assert_comment_counts_equal_the_rows()


def test_a_comment_written_during_a_filter_change_is_found_later(
    post: Post, alice: User, bob: User, deliver: Callable[[], None]
) -> None:
    """It was checked against the words of before, and committed after all had been checked."""
    change_author_settings(user=alice, filtered_words=["spam"])
    deliver()
    late = make_comment(post, bob, "Spam")
    deliver()
    late.refresh_from_db()
    assert not late.is_filtered
    work()
    late.refresh_from_db()
    assert late.is_filtered
    assert_comment_counts_equal_the_rows()


def test_the_settings_are_given_and_changed_one_by_one(alice: User, api_of: ApiOf) -> None:
    api = api_of(alice)
    assert api.get(SETTINGS).json() == {"reviews_tags": False, "filtered_words": []}
    assert not AuthorSettings.objects.exists()
    given = {"filtered_words": [" Spam ", "SPAM", "", " \u200b", "Buy  Now", "ｅｇｇｓ"]}
    chosen = ["spam", "buy now", "eggs"]
    response = api.patch(SETTINGS, given, format="json")
    assert (response.status_code, response.json()["filtered_words"]) == (200, chosen)
    response = api.patch(SETTINGS, {"reviews_tags": True}, format="json")
    assert response.json() == {"reviews_tags": True, "filtered_words": chosen}
    assert api.get(SETTINGS).json() == response.json()
    assert len(outbox_payloads("FilterChanged")) == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"filtered_words": [f"word{number}" for number in range(201)]}, "too_many_words"),
        ({"filtered_words": ["x" * 101]}, "word_too_long"),
        # Simplified it would be one letter, after a time that grows with the square of its length.
        ({"filtered_words": ["a" + "\u0315" * 300 + "\u0300" * 300]}, "word_too_long"),
        ({"filtered_words": ["\ufdfa" * 10]}, "word_too_long"),
        ({"filtered_words": "spam"}, "not_a_list"),
        ({"filtered_words": [7]}, "invalid"),
        ({"filtered_words": ["a\0b"]}, "null_characters_not_allowed"),
        ({"filtered_words": ["\ud800"]}, "surrogate_characters_not_allowed"),
        ({"filtered_words": None}, "null"),
        ({"reviews_tags": "yes"}, "invalid"),
        ({"reviews_tags": None}, "null"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_an_invalid_setting_is_refused_at_its_field(
    given: dict[str, Any], code: str, alice: User, api_of: ApiOf
) -> None:
    body = json.dumps(given)
    response = api_of(alice).patch(SETTINGS, body, content_type="application/json")
    refusal = error_of(response, 400)
    assert refusal["code"] == code
    assert refusal["attr"].split(".")[0] == next(iter(given))
    assert not AuthorSettings.objects.exists()


def test_the_maximum_number_is_accepted(alice: User, api_of: ApiOf) -> None:
    words = [f"{number:03}".ljust(100, "x") for number in range(200)]
    response = api_of(alice).patch(SETTINGS, {"filtered_words": words}, format="json")
    assert response.json()["filtered_words"] == words


def test_the_anonymous_have_no_settings(client: Client) -> None:
    assert error_of(APIClient().get(SETTINGS), 401)
    assert error_of(APIClient().patch(SETTINGS, {}), 401)
    assert client.get(PAGE)["Location"].startswith("/accounts/login/")


def test_the_page_accepts_words_by_line_or_comma(alice: User, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert "Comments and tags" in Page(browser.get("/accounts/settings/")).text
    given = {"filtered_words": "Spam\r\nbuy now, eggs،بيض", "reviews_tags": "on"}
    response = browser.post(PAGE, given)
    assert (response.status_code, response["Location"]) == (302, PAGE)
    page = Page(browser.get(PAGE))
    assert page.one("textarea", name="filtered_words").text.split("\n")[-4:] == [
        "spam",
        "buy now",
        "eggs",
        "بيض",
    ]
    assert "checked" in page.one("input", name="reviews_tags").attributes
    browser.post(PAGE, {"filtered_words": ""})
    chosen = AuthorSettings.objects.get()
    assert (chosen.filtered_words, chosen.reviews_tags) == ([], False)


def test_the_page_says_at_the_field_what_is_wrong(alice: User, client_of: ClientOf) -> None:
    page = Page(client_of(alice).post(PAGE, {"filtered_words": "x" * 101}), status=400)
    field = page.one("textarea", name="filtered_words", aria_invalid="true")
    assert "x" * 101 in field.text
    assert "up to 100 characters" in page.one("p", id=field["aria-describedby"]).text


def test_the_author_sees_what_is_hidden_and_the_writer_does_not(
    post: Post, alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    hide(alice, "spam")
    comment = make_comment(post, carol, "Fine")
    for parent_id in (None, comment.pk):
        add_comment(post=post, author=bob, text="Free spam", parent_id=parent_id)
    marks = {
        person: Page(client_of(person).get(post.get_absolute_url())).text
        for person in (alice, bob, carol)
    }
    assert "Hidden by your word filter" in marks[alice]
    assert "Free spam" in marks[alice]
    assert "Free spam" in marks[bob]
    assert "word filter" not in marks[bob] + marks[carol]
    assert "Free spam" not in marks[carol]
    assert "View 1 reply" in marks[alice]
    assert "View 1 reply" in marks[bob]
    assert "View 1 reply" not in marks[carol]
