from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower, Now

from core.ids import UUID7, UUID7Time

if TYPE_CHECKING:
    from posts.models.media import Media

COLLECTION_NAME_MAX_LENGTH = 50


class Save(models.Model):
    """`user` has saved a post, privately."""

    pk = models.CompositePrimaryKey("user_id", "post_id")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saves", db_index=False
    )
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="saves")
    created_at = models.DateTimeField(db_default=Now())

    user_id: UUID
    post_id: UUID

    class Meta:
        db_table = "saves"
        indexes = [models.Index(fields=["user", "created_at", "post"], name="saves_list")]

    def __str__(self) -> str:
        return f"{self.user_id} saved {self.post_id}"


class Collection(models.Model):
    """A named list of saved posts, private to its owner."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="collections", db_index=False
    )
    name = models.CharField(max_length=COLLECTION_NAME_MAX_LENGTH)
    created_at = models.GeneratedField(
        expression=UUID7Time("id"), output_field=models.DateTimeField(), db_persist=True
    )

    owner_id: UUID
    # Set by `collections_page` and `get_collection`: the number of posts the owner sees, and the
    # first photos of the newest of them.
    posts_count: int
    cover: "list[Media]"

    class Meta:
        db_table = "collections"
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), name="collections_name_unique")
        ]
        indexes = [models.Index(fields=["owner", "-id"], name="collections_by_owner")]

    def __str__(self) -> str:
        return self.name


class CollectionItem(models.Model):
    """A saved post in a collection; it can be in several."""

    pk = models.CompositePrimaryKey("collection_id", "post_id")
    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items", db_index=False)
    post = models.ForeignKey("posts.Post", models.CASCADE, related_name="collection_items")
    created_at = models.DateTimeField(db_default=Now())

    collection_id: UUID
    post_id: UUID

    class Meta:
        db_table = "collection_items"
        indexes = [
            models.Index(fields=["collection", "created_at", "post"], name="collection_items_list")
        ]

    def __str__(self) -> str:
        return f"{self.post_id} in {self.collection_id}"
