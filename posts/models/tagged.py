from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from core.db.conditions import HasRow


class TaggedUserQuerySet(models.QuerySet["TaggedUser"]):
    def unblocked(self) -> Self:
        """Without tags across a block, which the user could not remove."""
        author, user = F("post__author"), F("user")
        return self.filter(
            ~HasRow("social.Block", blocker=author, blocked=user),
            ~HasRow("social.Block", blocker=user, blocked=author),
        )

    def shown_to(self, viewer: User | AnonymousUser) -> Self:
        """Tags on posts that `viewer` may see: approved, of users they may see.

        The tagged user and the post's author also see a pending one.
        """
        shown = Q(state=TaggedUser.State.APPROVED)
        if viewer.is_authenticated:
            shown |= Q(state=TaggedUser.State.PENDING) & (Q(user=viewer) | Q(post__author=viewer))
        users = User.objects.visible_to(viewer)
        return self.unblocked().filter(shown, user__in=users).order_by("created_at", "user_id")


class TaggedUser(models.Model):
    """The author has tagged `user` in a post. A removed tag cannot be added again."""

    class State(models.TextChoices):
        APPROVED = "approved"
        PENDING = "pending"
        REMOVED = "removed"

    pk = models.CompositePrimaryKey("post_id", "user_id")
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="tagged", db_index=False)
    # The column keeps its first name: a new one would break the workers of the release before.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="tagged_in",
        db_index=False,
        db_column="person_id",
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.APPROVED)
    created_at = models.DateTimeField(db_default=Now())

    objects = TaggedUserQuerySet.as_manager()

    post_id: UUID
    user_id: UUID

    class Meta:
        db_table = "tagged_people"
        # A user's posts, newest first, of one state.
        indexes = [models.Index(fields=["user", "state", "-post"], name="tagged_in")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.post_id}"
