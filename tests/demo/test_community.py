"""The plan of the demo community."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.validators import URLValidator

from accounts.models import User
from accounts.validation.profiles import clean_profile
from accounts.validation.usernames import validate_username
from config.demo.community import POSTS, build_community
from config.demo.people import DEMO
from config.demo.pictures import all_pictures, picture_kinds
from config.demo.plan import Community, Post
from config.demo.posts import MAX_POSTS
from config.demo.texts import SEVERAL, topics
from posts import models
from posts.text.captions import check_caption
from posts.text.parsing import entities_in

# Posts until a picture may come back.
PICTURE_GAP = 40


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    """Replaces the one of all other tests: nothing here needs a server."""


@pytest.fixture(scope="module")
def community() -> Community:
    return build_community()


def test_the_same_seed_plans_the_same_community(community: Community) -> None:
    assert build_community() == community
    assert build_community(2, posts=40) != build_community(3, posts=40)


def test_it_is_as_large_as_promised(community: Community) -> None:
    assert len(community.people) >= 40
    assert len(community.posts) == POSTS >= 300
    assert sum(len(post.pictures) > 1 for post in community.posts) >= 25
    assert max(len(post.pictures) for post in community.posts) <= 5
    assert len(community.comments) >= 1000
    assert {post.kind for post in community.posts} == set(picture_kinds())
    assert set(community.pictures) == set(all_pictures())


def test_profiles_pass_the_checks_of_the_profile_form(community: Community) -> None:
    for person in community.people:
        profile = {
            "display_name": person.name,
            "bio": person.bio,
            "website": person.website,
            "links": list(person.links),
        }
        assert clean_profile(profile) == profile
    assert sum(bool(person.links) for person in community.people) >= 4
    assert sum(bool(person.website) for person in community.people) >= 10


def test_usernames_are_allowed_and_used_once(community: Community) -> None:
    usernames = [person.username for person in community.people]
    assert len(set(usernames)) == len(usernames)
    for username in usernames:
        validate_username(username)


def test_profiles_fit_the_columns(community: Community) -> None:
    for person in community.people:
        assert len(person.name) <= (User._meta.get_field("display_name").max_length or 0)
        assert len(person.bio) <= (User._meta.get_field("bio").max_length or 0)
        assert set(person.kinds) <= set(picture_kinds())
        if person.website:
            URLValidator()(person.website)


def test_every_person_has_an_avatar_of_their_own(community: Community) -> None:
    avatars = [person.avatar.path.read_bytes() for person in community.people]
    assert len(set(avatars)) == len(avatars)


def test_captions_keep_the_limits_and_fit_the_columns(community: Community) -> None:
    for post in community.posts:
        check_caption(post.caption)
        assert len(post.place) <= (models.Post._meta.get_field("location").max_length or 0)


def test_mentions_name_people_of_the_community(community: Community) -> None:
    usernames = {person.username for person in community.people}
    texts = [post.caption for post in community.posts]
    texts += [comment.text for comment in community.comments]
    mentioned = {name for text in texts for name in entities_in(text).mentions}
    assert mentioned, "there are no mentions"
    assert mentioned <= usernames


def test_no_placeholder_is_left(community: Community) -> None:
    texts = [post.caption for post in community.posts]
    texts += [comment.text for comment in community.comments]
    assert [text for text in texts if "{" in text or "}" in text] == []


def test_comments_fit_the_column_and_are_by_people_of_the_community(community: Community) -> None:
    usernames = {person.username for person in community.people}
    longest = models.Comment._meta.get_field("text").max_length or 0
    for comment in community.comments:
        assert 0 < len(comment.text) <= longest
        assert comment.author in usernames
    assert max(Counter(comment.post for comment in community.comments).values()) <= 14


def test_pictures_show_what_the_caption_speaks_of(community: Community) -> None:
    captions = {each.text: each for topic in topics().values() for each in topic.captions}
    checked = 0
    for post in community.posts:
        assert post.subject in {SEVERAL, post.pictures[0].subject}
        assert {picture.kind for picture in post.pictures} == {post.kind}
        caption = captions.get(post.caption)
        if caption:
            assert (caption.kind, caption.subject) == (post.kind, post.subject)
        if caption and caption.shows:
            checked += 1
            for picture in post.pictures:
                assert any(words in picture.alt for words in caption.shows), post.caption
    assert checked >= 20


def test_a_carousel_shows_unlike_subjects(community: Community) -> None:
    for post in community.posts:
        subjects = [picture.subject for picture in post.pictures]
        assert len(set(subjects)) == len(subjects)


def test_no_profile_shows_a_picture_twice(community: Community) -> None:
    pictures = [(post.author, picture) for post in community.posts for picture in post.pictures]
    assert [again for again, count in Counter(pictures).items() if count > 1] == []


def test_no_collection_shows_a_subject_twice(community: Community) -> None:
    for collection in community.collections:
        posts = [community.posts[place] for place in collection.posts]
        assert len({(post.kind, post.subject) for post in posts}) == len(posts) > 0


def test_no_hashtag_page_shows_a_cover_twice(community: Community) -> None:
    covers = Counter(
        (name, post.pictures[0])
        for post in community.posts
        for name in entities_in(post.caption).hashtags
    )
    assert [again for again, count in covers.items() if count > 1] == []


def test_no_long_caption_is_used_twice(community: Community) -> None:
    captions = Counter(post.caption for post in community.posts if len(post.caption) > 30)
    assert [again for again, count in captions.items() if count > 1] == []


def test_a_picture_comes_back_late_only(community: Community) -> None:
    followed = {each.following for each in community.follows if each.follower == DEMO}
    timeline = [post for post in community.posts if post.author in followed | {DEMO}]
    for posts in (community.posts, timeline):
        places = _places_by_picture(posts)
        assert all(
            later - earlier >= PICTURE_GAP
            for each in places.values()
            for earlier, later in pairwise(each)
        )


def _places_by_picture(posts: Sequence[Post]) -> dict[str, list[int]]:
    places = defaultdict(list)
    for place, post in enumerate(posts):
        for picture in post.pictures:
            places[picture.name].append(place)
    return places


def test_reactions_come_after_their_posts_and_before_now(community: Community) -> None:
    ages = [(comment.post, comment.age) for comment in community.comments]
    ages += [(like.post, like.age) for like in community.likes]
    for post, age in ages:
        assert community.posts[post].age > age > timedelta(0)


def test_people_post_and_follow_after_they_joined(community: Community) -> None:
    joined = {person.username: person.age for person in community.people}
    assert all(post.age < joined[post.author] for post in community.posts)
    for follow in community.follows:
        assert follow.age < min(joined[follow.follower], joined[follow.following])


def test_each_person_follows_at_least_five_others_each_once(
    community: Community,
) -> None:
    pairs = [(follow.follower, follow.following) for follow in community.follows]
    assert len(set(pairs)) == len(pairs)
    assert all(one != other for one, other in pairs)
    following = Counter(one for one, _ in pairs)
    assert min(following[person.username] for person in community.people) >= 5


def test_people_like_the_posts_of_others_once(community: Community) -> None:
    likes = [(like.post, like.user) for like in community.likes]
    assert len(set(likes)) == len(likes)
    assert all(community.posts[post].author != user for post, user in likes)


def test_the_demo_account_has_a_lively_timeline(community: Community) -> None:
    near = {follow.following for follow in community.follows if follow.follower == DEMO}
    feed = [post for post in community.posts if post.author in near | {DEMO}]
    assert len(feed) >= 100
    assert sum(post.author == DEMO for post in feed) >= 10
    assert sum(post.age.total_seconds() < 6 * 3600 for post in feed) >= 5


@pytest.mark.parametrize("posts", [1, 3, MAX_POSTS])
def test_it_can_be_smaller_or_larger(posts: int) -> None:
    assert len(build_community(posts=posts).posts) == posts
