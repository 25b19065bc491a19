"""Writes what people did with the posts: likes, comments, tagged people, saves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from config.demo.people import DEMO
from config.demo.plan import Community
from core.ids import uuid7_at
from posts.models import (
    Collection,
    CollectionItem,
    Comment,
    CommentLike,
    Like,
    Post,
    Save,
    TaggedUser,
)
from posts.text.parsing import entities_in


@dataclass(frozen=True)
class ReactionWriter:
    """`posts` are in the order of the plan's."""

    community: Community
    users: Mapping[str, User]
    posts: Sequence[Post]
    now: datetime

    def write(self) -> list[Comment]:
        """Returns the comments."""
        comments = self._comments()
        Comment.objects.bulk_create(comments)
        CommentLike.objects.bulk_create(self._comment_likes(comments))
        Like.objects.bulk_create(self._likes())
        TaggedUser.objects.bulk_create(self._tagged())
        self._write_collections()
        return comments

    def _comments(self) -> list[Comment]:
        """A thread's first line is a comment, the others are replies to it."""
        rows: list[Comment] = []
        top: Comment | None = None
        for each in self.community.comments:
            row = Comment(
                id=uuid7_at(self.now - each.age),
                post=self.posts[each.post],
                author=self.users[each.author],
                parent=top if each.is_reply else None,
                text=each.text,
                likes_count=len(each.likers),
            )
            if row.parent:
                row.parent.replies_count += 1
            else:
                top = row
            rows.append(row)
        return rows

    def _comment_likes(self, comments: Iterable[Comment]) -> Iterator[CommentLike]:
        for each, row in zip(self.community.comments, comments, strict=True):
            for name in each.likers:
                yield CommentLike(
                    comment=row, user=self.users[name], created_at=self.now - each.age / 2
                )

    def _likes(self) -> Iterator[Like]:
        for each in self.community.likes:
            yield Like(
                post=self.posts[each.post],
                user=self.users[each.user],
                created_at=self.now - each.age,
            )

    def _tagged(self) -> Iterator[TaggedUser]:
        """People who are mentioned in a caption are tagged in its picture."""
        for post in self.posts:
            for name in entities_in(post.caption).mentions:
                if name in self.users and name != post.author.username:
                    yield TaggedUser(post=post, user=self.users[name])

    def _write_collections(self) -> None:
        demo = self.users[DEMO]
        for age, planned in enumerate(self.community.collections, start=1):
            at = self.now - timedelta(days=age)
            collection = Collection.objects.create(id=uuid7_at(at), owner=demo, name=planned.name)
            saved = [self.posts[place] for place in planned.posts]
            Save.objects.bulk_create(
                (Save(user=demo, post=post, created_at=at) for post in saved), ignore_conflicts=True
            )
            CollectionItem.objects.bulk_create(
                CollectionItem(collection=collection, post=post, created_at=at) for post in saved
            )
