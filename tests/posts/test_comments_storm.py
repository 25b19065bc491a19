"""Everything that can be done to comments, concurrently, and what a purged account leaves."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle, islice
from random import Random
from typing import Any

import pytest
from django.db.models import F

from accounts.models import User
from accounts.services.leaving import start_due_purges
from core.models import OutboxEntry
from posts.models import Comment, CommentLike, Post
from posts.services.author_settings import change_author_settings
from posts.services.comment_filter import FilterCursor, filter_some_comments
from posts.services.comment_likes import like_comment
from posts.services.comments import add_comment
from tests.factories import make_comment, make_post, make_reply
from tests.posts.commenting import (
    ApiOf,
    assert_comment_counts_equal_the_rows,
    comment_path,
    write,
)
from tests.sampling import long
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [0, *long([1, 2, 3])])
def test_in_a_storm_no_count_drifts_and_nothing_breaks(
    seed: int, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    """Likes, replies, deletions, pins and the word filter, on a handful of comments."""
    random = Random(seed)
    post = make_post(alice)
    tops = [make_comment(post, person, "spam") for person in (alice, bob, carol)]
    replies = [make_reply(top, bob, "spam") for top in tops for _ in range(2)]
    apis = {person: [api_of(person) for _ in range(3)] for person in (alice, bob, carol)}

    def something() -> Callable[[], Any]:
        api = random.choice(apis[random.choice([alice, bob, carol])])
        comment = random.choice([*tops, *replies])
        top = random.choice(tops)
        return random.choice(
            [
                partial(api.post, comment_path(comment, "like")),
                partial(api.delete, comment_path(comment, "like")),
                partial(write, api, post, "spam", parent_id=str(comment.pk)),
                partial(write, api, post, "fine", parent_id=str(top.pk)),
                partial(api.post, comment_path(top, "pin")),
                partial(api.delete, f"/api/v1/comments/{comment.pk}"),
            ]
        )

    for words in (["spam"], ["fine"], ["spam"]):
        change_author_settings(user=alice, filtered_words=words)
        calls: list[Callable[[], Any]] = [something() for _ in range(15)]
        calls.append(partial(go_through, alice))
        statuses = {getattr(response, "status_code", 200) for response in at_once(calls)}
        assert statuses <= {200, 201, 204, 400, 403, 404}
        assert_comment_counts_equal_the_rows()
    go_through(alice)
    assert_comment_counts_equal_the_rows()
    assert Comment.objects.exclude(pinned_at=None).count() <= 3


def go_through(author: User) -> None:
    cursor: FilterCursor | None = FilterCursor()
    while cursor:
        cursor = filter_some_comments(author_id=author.pk, cursor=cursor)


def test_an_erased_account_leaves_all_counts_of_comments_right(
    alice: User, bob: User, carol: User, deliver: Callable[[], None]
) -> None:
    """Its comments go with the replies of others, its replies and its likes alone. Some are hidden:
    only carol and bob see those of carol."""
    post = make_post(bob)
    change_author_settings(user=bob, filtered_words=["spam"])
    tops = [
        add_comment(post=post, author=person, text=text)
        for person, text in islice(cycle([(alice, "Hm"), (bob, "Ha"), (carol, "Spam")]), 30)
    ]
    for number, top in enumerate(tops):
        for person in [bob, carol] if top.is_filtered else [alice, bob, carol]:
            text = "spam" if number % 4 == 0 else "Yes"
            reply = add_comment(post=post, author=person, text=text, parent_id=top.pk)
            for liker in (alice, bob):
                like_comment(comment=reply, user=liker)
        like_comment(comment=top, user=alice)
    assert_comment_counts_equal_the_rows()
    past = datetime.now(UTC) - timedelta(days=30)
    User.objects.filter(pk=alice.pk).update(deactivated_at=past, erase_at=past)
    start_due_purges()
    for _ in range(50):
        OutboxEntry.objects.update(available_at=F("created_at") - timedelta(minutes=1))
        deliver()
        if not User.objects.filter(pk=alice.pk).exists():
            break
    assert not User.objects.filter(pk=alice.pk).exists()
    assert Comment.objects.filter(parent=None).count() == 20
    assert Comment.objects.exclude(parent=None).count() == 40
    assert CommentLike.objects.count() == 40
    assert_comment_counts_equal_the_rows()
    assert Post.objects.get().comments_count > 0
