"""Rows by the thousand, for tests of what a cost grows with: the database writes them itself."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model

from accounts.models import User
from core.ids import EPOCH, uuid7_at
from posts.models import Hashtag, Post
from tests.factories.users import make_user


def make_copies(row: Model, count: int, **columns: str) -> None:
    """Insert rows like `row`, in one statement.

    `columns` has the SQL of each column that differs; `n` in it is the copy's number, from 1.
    """
    quote = connection.ops.quote_name
    fields = [field for field in row._meta.concrete_fields if not field.generated]
    names = [str(field.column) for field in fields]
    values = [columns.get(name, quote(name)) for name in names]
    table, key = quote(row._meta.db_table), quote(str(row._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(map(quote, names))}) SELECT {', '.join(values)} "
            f"FROM {table}, generate_series(1, {count:d}) AS n WHERE {key} = %s",
            [row.pk],
        )


def make_crowd(count: int, **columns: str) -> None:
    """Users person1, person2, …, without an address."""
    first = make_user("person")
    names = {"id": "uuid7()", "username": "'person' || n", "email": "NULL"}
    make_copies(first, count, **names, **columns)
    User.objects.filter(pk=first.pk).delete()


def make_many_posts(author: User, count: int, *, before: datetime, **fields: Any) -> None:
    """Without photos, one a minute before `before`, the newest first; not counted."""
    first = Post.objects.create(
        id=uuid7_at(before), author=author, state=Post.State.READY, **fields
    )
    milliseconds = (before - EPOCH) // timedelta(milliseconds=1)
    time = f"lpad(to_hex({milliseconds} - n * 60000), 12, '0')"
    make_copies(
        first,
        count - 1,
        id=f"({time} || '70008000' || lpad(to_hex(n), 12, '0'))::uuid",
        shortcode="lpad(to_hex(n), 11, '-')",
    )


def tag_posts(author: User, hashtag: Hashtag) -> None:
    """All posts of the author get the hashtag; their captions stay."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO post_hashtags (hashtag_id, post_id) "
            "SELECT %s, id FROM posts WHERE user_id = %s ON CONFLICT DO NOTHING",
            [hashtag.pk, author.pk],
        )
