"""The graph: follows, follow requests, blocks, mutes and close friends.

Each relation is a row of two users and a date. The primary key serves lookups from one side, an
index those from the other; a long list has an index in its order.
"""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from core.ids import UUID7


class Follow(models.Model):
    """`follower` sees the posts of `following` in the home timeline."""

    pk = models.CompositePrimaryKey("follower_id", "following_id")
    follower = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows", db_index=False
    )
    following = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="followed_by", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now())

    follower_id: UUID
    following_id: UUID

    class Meta:
        db_table = "follows"
        constraints = [
            models.CheckConstraint(
                condition=~Q(follower=F("following")), name="follows_not_oneself"
            )
        ]
        indexes = [
            # Followers in the order of fan-out; then the two lists of a profile.
            models.Index(fields=["following", "follower"], name="follows_followers"),
            models.Index(fields=["following", "created_at", "follower"], name="follows_list_back"),
            models.Index(fields=["follower", "created_at", "following"], name="follows_list"),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} → {self.following_id}"


class FollowRequest(models.Model):
    """`follower` requests to follow `following`, whose account is private."""

    pk = models.CompositePrimaryKey("follower_id", "following_id")
    follower = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="requests", db_index=False
    )
    following = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="requested_by", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now())

    follower_id: UUID
    following_id: UUID

    class Meta:
        db_table = "follow_requests"
        constraints = [
            models.CheckConstraint(
                condition=~Q(follower=F("following")), name="follow_requests_not_oneself"
            )
        ]
        indexes = [
            models.Index(
                fields=["following", "created_at", "follower"], name="follow_requests_list"
            )
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} ⇢ {self.following_id}"


class Block(models.Model):
    """Neither sees anything of the other. Of two users at most one blocks the other."""

    pk = models.CompositePrimaryKey("blocker_id", "blocked_id")
    blocker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks", db_index=False
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocked_by", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now())

    blocker_id: UUID
    blocked_id: UUID

    class Meta:
        db_table = "blocks"
        constraints = [
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="blocks_not_oneself")
        ]
        indexes = [models.Index(fields=["blocked", "blocker"], name="blocks_back")]

    def __str__(self) -> str:
        return f"{self.blocker_id} ✕ {self.blocked_id}"


class Mute(models.Model):
    """Posts by `muted` stay out of the home timeline of `muter`, stories out of the tray, or both;
    only `muter` knows."""

    pk = models.CompositePrimaryKey("muter_id", "muted_id")
    muter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes", db_index=False
    )
    muted = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="muted_by", db_index=False
    )
    posts = models.BooleanField(default=True, db_default=True)
    stories = models.BooleanField(default=True, db_default=True)
    created_at = models.DateTimeField(db_default=Now())

    muter_id: UUID
    muted_id: UUID

    class Meta:
        db_table = "mutes"
        constraints = [
            models.CheckConstraint(condition=~Q(muter=F("muted")), name="mutes_not_oneself"),
            models.CheckConstraint(
                condition=Q(posts=True) | Q(stories=True), name="mutes_something"
            ),
        ]
        indexes = [models.Index(fields=["muted", "muter"], name="mutes_back")]

    def __str__(self) -> str:
        return f"{self.muter_id} ∅ {self.muted_id}"


class CloseFriend(models.Model):
    """`friend` sees the posts of `owner` for close friends; only `owner` sees the list."""

    pk = models.CompositePrimaryKey("owner_id", "friend_id")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="close_friends", db_index=False
    )
    friend = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="close_friend_of", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now())

    owner_id: UUID
    friend_id: UUID

    class Meta:
        db_table = "close_friends"
        constraints = [
            models.CheckConstraint(
                condition=~Q(owner=F("friend")), name="close_friends_not_oneself"
            )
        ]
        indexes = [
            models.Index(fields=["friend", "owner"], name="close_friends_back"),
            models.Index(fields=["owner", "created_at", "friend"], name="close_friends_list"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} ★ {self.friend_id}"


class Celebrity(models.Model):
    """An author whose posts readers pull. A row begins and ends with the follow that crosses the
    line, in its transaction; `id` is of this one time.

    At first posts are pushed to the followers as well (`is_pushed`), until no home timeline is left
    that was rebuilt before, and does not pull them.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_pushed = models.BooleanField(default=True, db_default=True)

    user_id: UUID

    class Meta:
        db_table = "celebrities"

    def __str__(self) -> str:
        return str(self.user_id)
