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
        """Without those who and the post's author are apart: they could not take themselves out."""
        author, person = OuterRef("post__author"), OuterRef("person")
        return self.filter(
            ~Exists(Block.objects.filter(blocker=author, blocked=person)),
            ~Exists(Block.objects.filter(blocker=person, blocked=author)),
        )

    def shown_to(self, viewer: User | AnonymousUser) -> Self:
        """Those on posts that `viewer` sees anyway: approved, and people whom they may meet.

        The person themselves and the post's author also see one that waits for approval.
        """
        shown = Q(state=TaggedPerson.State.APPROVED)
        if viewer.is_authenticated:
            shown |= Q(state=TaggedPerson.State.PENDING) & (
                Q(person=viewer) | Q(post__author=viewer)
            )
        people = User.objects.visible_to(viewer)
        return self.unblocked().filter(shown, person__in=people).order_by("created_at", "person_id")


class TaggedPerson(models.Model):
    """Somebody whom the author says is in the picture. Who took themselves out stays out."""

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
