"""The author chooses who may comment: every entry point against one table."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from posts.models import Comment, Post
from posts.services.comments import add_comment
from posts.services.entities import record_caption
from social.services import set_private, unfollow_user
from tests.factories import make_comment, make_post
from tests.pages import Page
from tests.posts.commenting import ApiOf, comments_path, texts, write
from tests.relations import follow
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
From = Post.CommentsFrom
AUTHOR, FOLLOWER, MENTIONED, STRANGER = "alice", "bob", "carol", "dave"
# Who may, by the choice.
MAY = {
    From.EVERYONE: {AUTHOR, FOLLOWER, MENTIONED, STRANGER},
    From.FOLLOWERS: {AUTHOR, FOLLOWER},
    From.MENTIONED: {AUTHOR, MENTIONED},
    From.NOBODY: set(),
}
WORDS = {
    From.FOLLOWERS: "Only people who follow alice can comment.",
    From.MENTIONED: "Only people mentioned by alice in the caption can comment.",
    From.NOBODY: "Comments are turned off.",
}
EACH = [(choice, person) for choice in MAY for person in (AUTHOR, FOLLOWER, MENTIONED, STRANGER)]
WHO = pytest.mark.parametrize(("choice", "person"), EACH)


@pytest.fixture
def people(alice: User, bob: User, carol: User, dave: User) -> dict[str, User]:
    follow(bob, alice)
    # The other way round it counts for nothing.
    follow(alice, dave)
    return {each.username: each for each in (alice, bob, carol, dave)}


@pytest.fixture
def post(people: dict[str, User]) -> Post:
    post = make_post(people[AUTHOR], caption="With @carol")
    record_caption(post=post)
    # To be mentioned in a comment counts for nothing.
    add_comment(post=post, author=people[AUTHOR], text="Where is @dave?")
    return post


def choose(post: Post, choice: From) -> None:
    Post.objects.filter(pk=post.pk).update(comments_from=choice)


@WHO
def test_the_api_takes_comments_and_replies_from_those_who_may(
    choice: From, person: str, post: Post, people: dict[str, User], api_of: ApiOf
) -> None:
    parent = str(Comment.objects.get().pk)
    choose(post, choice)
    for given in ({}, {"parent_id": parent}):
        response = write(api_of(people[person]), post, **given)
        if person in MAY[choice]:
            assert response.status_code == 201
        else:
            refusal = error_of(response, 403)
            assert (refusal["code"], refusal["detail"]) == ("comments_restricted", WORDS[choice])
    assert Comment.objects.count() == (3 if person in MAY[choice] else 1)


@WHO
def test_the_page_has_a_form_or_states_who_may_comment(
    choice: From, person: str, post: Post, people: dict[str, User], client_of: ClientOf
) -> None:
    choose(post, choice)
    browser = client_of(people[person])
    page = Page(browser.get(post.get_absolute_url()))
    may = person in MAY[choice]
    assert len(page.all("textarea", name="text")) == may
    assert len(page.all("reply-link")) == may
    assert any(words in page.text for words in WORDS.values()) is not may
    assert may or WORDS[choice] in page.text
    path = f"/p/{post.shortcode}/comments"
    response = browser.post(path, {"text": "Lovely."}, headers=HTMX)
    assert response.status_code == (200 if may else 403)
    if not may:
        assert response.content.decode() == WORDS[choice]
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert WORDS[choice] in Page(browser.post(path, {"text": "Lovely."}), status=403).text
    assert Comment.objects.count() == 1 + may


def test_anonymous_viewers_are_asked_to_log_in_where_comments_are_allowed(
    post: Post, client: Client
) -> None:
    for choice in MAY:
        choose(post, choice)
        page = Page(client.get(post.get_absolute_url()))
        assert page.all("textarea", name="text") == []
        message = (
            "Comments are turned off." if choice == From.NOBODY else "Log in to like or comment."
        )
        assert message in page.text


def test_existing_comments_stay(post: Post, client: Client) -> None:
    choose(post, From.NOBODY)
    assert texts(client.get(comments_path(post))) == ["Where is @dave?"]


def test_the_time_of_submission_counts_not_of_the_form(
    post: Post, people: dict[str, User], api_of: ApiOf
) -> None:
    """The service is given a row that was read before the choice changed."""
    bob = people[FOLLOWER]
    before: dict[str, Any] = {"post": Post.objects.get(), "author": bob, "text": "Lovely."}
    choose(post, From.FOLLOWERS)
    add_comment(**before)
    unfollow_user(follower=bob, following=people[AUTHOR])
    assert error_of(write(api_of(bob), post), 403)["code"] == "comments_restricted"
    set_private(user=people[AUTHOR], is_private=True)
    assert error_of(write(api_of(bob), post), 404)


def test_closed_comments_can_still_be_liked_and_deleted(
    post: Post, people: dict[str, User], api_of: ApiOf
) -> None:
    choose(post, From.NOBODY)
    comment = make_comment(post, people[FOLLOWER])
    stranger = api_of(people[STRANGER])
    assert stranger.post(f"/api/v1/comments/{comment.pk}/like").status_code == 200
    assert stranger.delete(f"/api/v1/comments/{comment.pk}").status_code == 403
    assert api_of(people[FOLLOWER]).delete(f"/api/v1/comments/{comment.pk}").status_code == 204
