from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import User
from social.models import Block


class TaggedPersonQuerySet(models.QuerySet["TaggedPerson"]):
    def unblocked(self) -> Self:
        """Without tags across a block, which the user could not remove."""
        author, person = OuterRef("post__author"), OuterRef("person")
        return self.filter(
            ~Exists(Block.objects.filter(blocker=author, blocked=person)),
            ~Exists(Block.objects.filter(blocker=person, blocked=author)),
        )

    def shown_to(self, viewer: User | AnonymousUser) -> Self:
        """Tags on posts that `viewer` may see: approved, of users they may see.

        The tagged user and the post's author also see a pending one.
        """
        shown = Q(state=TaggedPerson.State.APPROVED)
        if viewer.is_authenticated:
            shown |= Q(state=TaggedPerson.State.PENDING) & (
                Q(person=viewer) | Q(post__author=viewer)
            )
        people = User.objects.visible_to(viewer)
        return self.unblocked().filter(shown, person__in=people).order_by("created_at", "person_id")


class TaggedPerson(models.Model):
    """The author has tagged `person` in a post. A removed tag cannot be added again."""

    class State(models.TextChoices):
        APPROVED = "approved"
        PENDING = "pending"
        REMOVED = "removed"

    pk = models.CompositePrimaryKey("post_id", "person_id")
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="tagged", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tagged_in", db_index=False
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.APPROVED)
    created_at = models.DateTimeField(db_default=Now())

    objects = TaggedPersonQuerySet.as_manager()

    post_id: UUID
    person_id: UUID

    class Meta:
        db_table = "tagged_people"
        # A person's posts, newest first, of one state.
        indexes = [models.Index(fields=["person", "state", "-post"], name="tagged_in")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"
