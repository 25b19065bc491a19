"""Tags and mentions of posts that are older than their tables."""

from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from core.ids import NIL_UUID
from core.models import OutboxEntry
from posts.models import Hashtag, Mention, Post, PostHashtag
from posts.services.entities import get_or_create_hashtags, index_captions
from tests.factories import make_post
from tests.threads import at_once


def index(batch: int = 2) -> None:
    call_command("index_captions", batch=batch, stdout=StringIO())


def names(post: Post) -> set[str]:
    return {use.hashtag.name for use in post.hashtags.select_related("hashtag")}


@pytest.mark.django_db
def test_every_caption_is_indexed_and_no_one_is_notified(alice: User, bob: User) -> None:
    captions = ["#sea @bob", "nothing", "#sea #sky", "@bob @alice", "#fog"]
    posts = [make_post(alice, caption=caption) for caption in captions]
    OutboxEntry.objects.all().delete()
    index()
    assert [names(post) for post in posts] == [{"sea"}, set(), {"sea", "sky"}, set(), {"fog"}]
    assert [post.mentions.count() for post in posts] == [1, 0, 0, 1, 0]
    assert not OutboxEntry.objects.exists()


@pytest.mark.django_db
def test_it_is_idempotent_and_repairs_wrong_rows(alice: User, bob: User) -> None:
    post = make_post(alice, caption="#sea @bob")
    index()
    before = [list(model.objects.values_list("pk")) for model in (Hashtag, PostHashtag, Mention)]
    index(batch=100)
    assert before == [
        list(model.objects.values_list("pk")) for model in (Hashtag, PostHashtag, Mention)
    ]
    (wrong,) = get_or_create_hashtags(names=["lake"])
    PostHashtag.objects.create(hashtag=wrong, post=post)
    index()
    assert names(post) == {"sea"}


@pytest.mark.django_db(transaction=True)
def test_several_at_once_do_not_hold_each_other_up(alice: User) -> None:
    words = [f"#tag{number}" for number in range(20)]
    posts = [
        make_post(alice, caption=" ".join(words[place:] + words[:place])) for place in range(10)
    ]
    at_once([lambda: index_captions(after=NIL_UUID, limit=5)] * 2 + [index] * 3)
    assert {post.hashtags.count() for post in posts} == {20}
