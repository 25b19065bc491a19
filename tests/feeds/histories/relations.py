"""What people do to each other, and to their accounts."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts.services import suspend_user, unsuspend_user
from accounts.services.leaving import deactivate_account, reactivate_account
from posts.services.hashtags import follow_tag, unfollow_tag
from social.models import Block
from social.services import (
    accept_request,
    add_close_friend,
    block_user,
    decline_request,
    follow_user,
    mute_user,
    remove_close_friend,
    remove_follower,
    set_private,
    unblock_user,
    unfollow_user,
    unmute_user,
)
from tests.factories import PASSWORD
from tests.feeds.histories.world import Pair, World, names, pairs

tags = st.sampled_from(["sea", "sky", "fog"])


class Relations(World):
    @rule(pair=pairs)
    def follow(self, pair: Pair) -> None:
        """Request to, where the account is private."""
        follower, following = self.two(pair)
        self.attempt(follow_user, follower=follower, following=following)

    @rule(pair=pairs)
    def unfollow(self, pair: Pair) -> None:
        follower, following = self.two(pair)
        unfollow_user(follower=follower, following=following)

    @rule(pair=pairs)
    def remove_follower(self, pair: Pair) -> None:
        user, follower = self.two(pair)
        remove_follower(user=user, follower=follower)

    @rule(pair=pairs)
    def accept(self, pair: Pair) -> None:
        follower, following = self.two(pair)
        self.attempt(accept_request, follower=follower, following=following)

    @rule(pair=pairs)
    def decline(self, pair: Pair) -> None:
        follower, following = self.two(pair)
        decline_request(follower=follower, following=following)

    @rule(pair=pairs)
    def block(self, pair: Pair) -> None:
        blocker, blocked = self.two(pair)
        self.attempt(block_user, blocker=blocker, blocked=blocked)

    @rule()
    def unblock_all(self) -> None:
        for block in Block.objects.select_related("blocker", "blocked"):
            unblock_user(blocker=block.blocker, blocked=block.blocked)

    @rule(pair=pairs, posts=st.booleans())
    def mute(self, pair: Pair, posts: bool) -> None:
        muter, muted = self.two(pair)
        mute_user(muter=muter, muted=muted, posts=posts, stories=True)

    @rule(pair=pairs)
    def unmute(self, pair: Pair) -> None:
        muter, muted = self.two(pair)
        unmute_user(muter=muter, muted=muted)

    @rule(pair=pairs)
    def befriend(self, pair: Pair) -> None:
        owner, friend = self.two(pair)
        self.attempt(add_close_friend, owner=owner, friend=friend)

    @rule(pair=pairs)
    def unfriend(self, pair: Pair) -> None:
        owner, friend = self.two(pair)
        remove_close_friend(owner=owner, friend=friend)

    @rule(name=names)
    def go_private(self, name: str) -> None:
        set_private(user=self.people[name], is_private=True)

    @rule(name=names, accept=st.booleans())
    def go_public(self, name: str, accept: bool) -> None:
        set_private(user=self.people[name], is_private=False, accept_waiting=accept)

    @rule(name=names)
    def suspend(self, name: str) -> None:
        suspend_user(user=self.people[name])

    @rule(name=names)
    def deactivate(self, name: str) -> None:
        deactivate_account(user=self.people[name], password=PASSWORD)

    @rule()
    def restore_all(self) -> None:
        for user in self.people.values():
            unsuspend_user(user=user)
            reactivate_account(user=user)

    @rule(name=names, tag=tags)
    def follow_hashtag(self, name: str, tag: str) -> None:
        follow_tag(follower=self.people[name], name=tag)

    @rule(name=names, tag=tags)
    def unfollow_hashtag(self, name: str, tag: str) -> None:
        unfollow_tag(follower=self.people[name], name=tag)
