from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.querysets import is_held
from core.ids import UUID7


class Unnest(models.Func):
    """SQL: a row for each of the expressions."""

    template = "unnest(ARRAY[%(expressions)s])"
    set_returning = True


class MentionQuerySet(models.QuerySet["Mention"]):
    def usernames(self, viewer: User | AnonymousUser) -> ArraySubquery:
        """A column for the query of the texts: whom they mention, as far as `viewer` may see
        them, by current usernames and by those that are held for them."""
        held = FilteredRelation(
            "user__former_usernames", condition=is_held("user__former_usernames__")
        )
        visible = self.filter(user__in=User.objects.visible_to(viewer)).annotate(held=held)
        current = F("user__username")
        former = Coalesce("held__username", current)
        return ArraySubquery(visible.values(name=Unnest(current, former)))


class Mention(models.Model):
    """The caption of a post, or one of its comments, mentions `@user`."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    # The column keeps its first name: a new one would break the workers of the release before.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions", db_column="person_id"
    )
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="mentions", db_index=False)
    comment = models.ForeignKey("posts.Comment", models.CASCADE, null=True, related_name="mentions")

    objects = MentionQuerySet.as_manager()

    user_id: UUID
    post_id: UUID
    comment_id: UUID | None

    class Meta:
        db_table = "mentions"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "user"],
                condition=Q(comment__isnull=True),
                name="mentions_once_in_caption",
            ),
            models.UniqueConstraint(
                fields=["comment", "user"],
                condition=Q(comment__isnull=False),
                name="mentions_once_in_comment",
            ),
        ]
        indexes = [models.Index(fields=["post", "user"], name="mentions_by_post")]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.comment_id or self.post_id}"
