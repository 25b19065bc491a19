"""The community on paper."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.validators import URLValidator

from accounts.models import User
from accounts.profiles import clean_profile
from accounts.usernames import validate_username
from config.demo.community import POSTS, build_community
from config.demo.library import SEVERAL
from config.demo.people import DEMO
from config.demo.pictures import KINDS, describe
from config.demo.plan import Community
from posts.captions import check_caption
from posts.models import Comment, Post
from posts.text import Kind, names_in


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    """Instead of the one of all other tests: nothing here needs a server."""


@pytest.fixture(scope="module")
def community() -> Community:
    return build_community()


def test_the_same_seed_thinks_up_the_same_community(community: Community) -> None:
    assert build_community() == community
    assert build_community(2, posts=40) != build_community(3, posts=40)


def test_it_is_as_large_as_promised(community: Community) -> None:
    assert len(community.people) >= 40
    assert len(community.posts) == POSTS >= 300
    assert sum(len(post.frames) > 1 for post in community.posts) >= 25
    assert max(len(post.frames) for post in community.posts) <= 5
    assert len(community.comments) >= 1000
    assert {post.kind for post in community.posts} == set(KINDS)


def test_what_people_say_of_themselves_is_what_a_form_would_take(community: Community) -> None:
    for person in community.people:
        said = {
            "display_name": person.name,
            "bio": person.bio,
            "website": person.website,
            "links": list(person.links),
        }
        assert clean_profile(said) == said
    assert sum(bool(person.links) for person in community.people) >= 4
    assert sum(bool(person.website) for person in community.people) >= 10


def test_usernames_are_allowed_and_used_once(community: Community) -> None:
    usernames = [person.username for person in community.people]
    assert len(set(usernames)) == len(usernames)
    for username in usernames:
        validate_username(username)


def test_what_people_say_of_themselves_fits_the_columns(community: Community) -> None:
    for person in community.people:
        assert len(person.name) <= (User._meta.get_field("display_name").max_length or 0)
        assert len(person.bio) <= (User._meta.get_field("bio").max_length or 0)
        assert set(person.kinds) <= set(KINDS)
        if person.website:
            URLValidator()(person.website)


def test_everybody_has_an_avatar_of_their_own(community: Community) -> None:
    avatars = [(person.avatar.kind, person.avatar.seed) for person in community.people]
    assert len(set(avatars)) == len(avatars)


def test_captions_keep_the_limits_and_fit_the_columns(community: Community) -> None:
    for post in community.posts:
        check_caption(post.caption)
        assert len(post.place) <= (Post._meta.get_field("location").max_length or 0)


def test_mentions_are_of_people_who_are_there(community: Community) -> None:
    usernames = {person.username for person in community.people}
    texts = [post.caption for post in community.posts]
    texts += [comment.text for comment in community.comments]
    mentioned = {name for text in texts for name in names_in(text, Kind.MENTION)}
    assert mentioned, "nobody mentions anybody"
    assert mentioned <= usernames


def test_no_placeholder_is_left_open(community: Community) -> None:
    texts = [post.caption for post in community.posts]
    texts += [comment.text for comment in community.comments]
    assert [text for text in texts if "{" in text or "}" in text] == []


def test_comments_fit_the_column_and_are_by_people_who_are_there(community: Community) -> None:
    usernames = {person.username for person in community.people}
    longest = Comment._meta.get_field("text").max_length or 0
    for comment in community.comments:
        assert 0 < len(comment.text) <= longest
        assert comment.author in usernames
    assert max(Counter(comment.post for comment in community.comments).values()) <= 14


def test_a_caption_stands_under_the_picture_it_speaks_of(community: Community) -> None:
    for post in community.posts:
        first = post.frames[0]
        assert post.subject in {SEVERAL, describe(first.kind, first.seed).subject}
        assert {frame.kind for frame in post.frames} == {first.kind}


def test_no_picture_is_shown_twice_and_no_long_caption_either(community: Community) -> None:
    pictures = Counter((frame.kind, frame.seed) for frame in community.frames)
    captions = Counter(post.caption for post in community.posts if len(post.caption) > 30)
    assert [again for again, count in pictures.items() if count > 1] == []
    assert [again for again, count in captions.items() if count > 1] == []


def test_reactions_come_after_their_posts_and_before_now(community: Community) -> None:
    ages = [(comment.post, comment.age) for comment in community.comments]
    ages += [(like.post, like.age) for like in community.likes]
    for post, age in ages:
        assert community.posts[post].age > age > timedelta(0)


def test_nobody_posts_or_follows_before_they_joined(community: Community) -> None:
    joined = {person.username: person.age for person in community.people}
    assert all(post.age < joined[post.author] for post in community.posts)
    for follow in community.follows:
        assert follow.age < min(joined[follow.follower], joined[follow.following])


def test_nobody_follows_themselves_or_anybody_twice_and_everybody_five(
    community: Community,
) -> None:
    pairs = [(follow.follower, follow.following) for follow in community.follows]
    assert len(set(pairs)) == len(pairs)
    assert all(one != other for one, other in pairs)
    following = Counter(one for one, _ in pairs)
    assert min(following[person.username] for person in community.people) >= 5


def test_nobody_likes_a_post_twice_or_their_own(community: Community) -> None:
    likes = [(like.post, like.user) for like in community.likes]
    assert len(set(likes)) == len(likes)
    assert all(community.posts[post].author != user for post, user in likes)


def test_demo_meets_a_lively_feed(community: Community) -> None:
    near = {follow.following for follow in community.follows if follow.follower == DEMO}
    feed = [post for post in community.posts if post.author in near | {DEMO}]
    assert len(feed) >= 100
    assert sum(post.author == DEMO for post in feed) >= 10
    assert sum(post.age.total_seconds() < 6 * 3600 for post in feed) >= 5


@pytest.mark.parametrize("posts", [1, 3, 700])
def test_it_can_be_smaller_or_larger(posts: int) -> None:
    assert len(build_community(posts=posts).posts) == posts
