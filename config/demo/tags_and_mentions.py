"""Writes the hashtags and mentions in captions and comments."""

from collections.abc import Iterator, Mapping, Sequence

from accounts.models import User
from posts.models import Comment, Mention, Post, PostHashtag
from posts.services.entities import get_or_create_hashtags
from posts.text.parsing import entities_in


def write_tags_and_mentions(
    users: Mapping[str, User], posts: Sequence[Post], comments: Sequence[Comment]
) -> None:
    """For posts and comments that are in the database; sends no notifications."""
    PostHashtag.objects.bulk_create(_hashtags(posts))
    mentions = [mention for post in posts for mention in _in_caption(users, post)]
    for comment in comments:
        mentions += _in_comment(users, comment)
    Mention.objects.bulk_create(mentions)


def _hashtags(posts: Sequence[Post]) -> Iterator[PostHashtag]:
    """Other accounts may have used or followed some of the tags already."""
    named = [(name, post) for post in posts for name in entities_in(post.caption).hashtags]
    found = get_or_create_hashtags(names=[name for name, _post in named])
    hashtags = {each.name: each for each in found}
    for name, post in named:
        yield PostHashtag(hashtag=hashtags[name], post=post)


def _in_caption(users: Mapping[str, User], post: Post) -> Iterator[Mention]:
    for person in _people(users, post.caption, but=post.author):
        yield Mention(post=post, user=person)


def _in_comment(users: Mapping[str, User], comment: Comment) -> Iterator[Mention]:
    for person in _people(users, comment.text, but=comment.author):
        yield Mention(post_id=comment.post_id, comment=comment, user=person)


def _people(users: Mapping[str, User], text: str, *, but: User) -> list[User]:
    names = [name for name in entities_in(text).mentions if name in users]
    return [users[name] for name in names if name != but.username]
