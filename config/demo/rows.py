"""Writes the plan as rows: dated back by their ids, counters equal to what they count."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from config.demo import plan
from config.demo.conversations import write_conversations
from config.demo.media import StoredPicture
from config.demo.people import DEMO
from config.demo.reactions import ReactionWriter
from config.demo.tags_and_mentions import write_tags_and_mentions
from core.ids import time_of, uuid7_at
from posts.models import Media, Post
from posts.pictures import best_key, rendition_sizes
from social.models import CloseFriend, Follow


@dataclass(frozen=True)
class CommunityWriter:
    """`pictures` and `avatars`, which are keys, are in the order of the plan's posts and people.

    `password` is the hash that all share.
    """

    community: plan.Community
    pictures: Sequence[StoredPicture]
    avatars: Sequence[str]
    password: str
    now: datetime

    def write(self) -> None:
        users = self._users()
        posts = self._posts(users)
        media = list(self._media(posts))
        with transaction.atomic():
            User.objects.bulk_create(users.values())
            Post.objects.bulk_create(posts)
            Media.objects.bulk_create(media)
            Follow.objects.bulk_create(self._follows(users))
            CloseFriend.objects.bulk_create(self._close_friends(users))
            comments = ReactionWriter(self.community, users, posts, self.now).write()
            write_tags_and_mentions(users, posts, comments)
            write_conversations(users, posts, self.now)

    def _users(self) -> dict[str, User]:
        posts = self.community.posts
        public = Counter(post.author for post in posts if post.audience == "public")
        followers = Counter(follow.following for follow in self.community.follows)
        following = Counter(follow.follower for follow in self.community.follows)
        return {
            person.username: User(
                id=uuid7_at(self.now - person.age),
                username=person.username,
                email=f"{person.username}@example.org",
                password=self.password,
                display_name=person.name,
                bio=person.bio,
                website=person.website,
                links=list(person.links),
                avatar=avatar,
                avatar_blurhash=person.avatar.blurhash,
                is_verified=person.verified,
                posts_count=public[person.username],
                followers_count=followers[person.username],
                following_count=following[person.username],
            )
            for person, avatar in zip(self.community.people, self.avatars, strict=True)
        }

    def _posts(self, users: Mapping[str, User]) -> list[Post]:
        likes = Counter(like.post for like in self.community.likes)
        comments = Counter(comment.post for comment in self.community.comments)
        return [
            Post(
                id=uuid7_at(self.now - post.age),
                author=users[post.author],
                caption=post.caption,
                location=post.place,
                audience=post.audience,
                state=Post.State.READY,
                likes_count=likes[place],
                comments_count=comments[place],
            )
            for place, post in enumerate(self.community.posts)
        ]

    def _media(self, posts: Sequence[Post]) -> Iterator[Media]:
        stored = iter(self.pictures)
        for post, row in zip(self.community.posts, posts, strict=True):
            positions = range(len(post.pictures))
            media = [self._one_media(next(stored), row, position) for position in positions]
            row.media_url = best_key(media[0])
            yield from media

    def _one_media(self, stored: StoredPicture, post: Post, position: int) -> Media:
        return Media(
            id=uuid7_at(time_of(post.id)),
            owner=post.author,
            post=post,
            position=position,
            status=Media.Status.READY,
            alt=stored.picture.alt,
            width=stored.rendered.width,
            height=stored.rendered.height,
            blurhash=stored.rendered.blurhash,
            original=stored.original,
            folder=stored.folder,
            renditions=rendition_sizes(stored.rendered),
            has_avif=False,
        )

    def _follows(self, users: Mapping[str, User]) -> Iterable[Follow]:
        for each in self.community.follows:
            yield Follow(
                follower=users[each.follower],
                following=users[each.following],
                created_at=self.now - each.age,
            )

    def _close_friends(self, users: Mapping[str, User]) -> Iterable[CloseFriend]:
        """The demo account is a close friend of all who post for close friends."""
        for post in self.community.posts:
            if post.audience == "close_friends":
                yield CloseFriend(owner=users[post.author], friend=users[DEMO])
