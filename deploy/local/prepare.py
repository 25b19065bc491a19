"""Migrations and static files, in one process, before the pages are served."""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from deploy.local.terminal import Step


def main() -> int:
    django.setup()
    _migrate()
    _collect_static()
    return 0


def _migrate() -> None:
    step = Step("database", "looking for migrations")
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        step.show(f"running {missing} migrations")
        call_command("migrate", interactive=False, verbosity=0)
    step.done(f"{missing} migrations run" if missing else "up to date")


def _collect_static() -> None:
    """Only if a file changed: copying and hashing all of them is slow."""
    step = Step("static", "looking for changed files")
    stamp = Path(settings.STATIC_ROOT).with_name("static.stamp")
    now = _fingerprint()
    unchanged = stamp.exists() and stamp.read_text() == now
    if not unchanged:
        step.show("collecting")
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now)
    step.done("unchanged" if unchanged else "collected")


def _fingerprint() -> str:
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
