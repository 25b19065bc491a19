"""Beside a process that migrates the database."""

import time

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from accounts.models import User

_PAUSE = 0.1  # seconds


def has_accounts() -> bool:
    """False, too, where no table exists yet."""
    tables = connection.introspection.table_names()
    return User._meta.db_table in tables and User.objects.exists()


def wait_for_migrations() -> None:
    """Returns when all migrations of this code are applied."""
    ours = set(MigrationLoader(None).disk_migrations)
    while not ours <= set(MigrationRecorder(connection).applied_migrations()):
        time.sleep(_PAUSE)
