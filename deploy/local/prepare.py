"""Migrations and static files, in one process, before the pages are served."""

import shutil
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from deploy.local.terminal import Step


def main() -> int:
    django.setup()
    _migrate()
    _collect()
    return 0


def _migrate() -> None:
    step = Step("database", "looking for migrations")
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        step.show(f"running {missing} migrations")
        call_command("migrate", interactive=False, verbosity=0)
    step.done(f"{missing} migrations run" if missing else "up to date")


def _collect() -> None:
    """In a folder beside, and then all at once: the pages are starting meanwhile, and whitenoise
    reads the manifest as soon as it finds a file."""
    step = Step("static", "collecting")
    static = Path(settings.STATIC_ROOT)
    settings.STATIC_ROOT = beside = static.with_name("static-new")
    shutil.rmtree(beside, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    shutil.rmtree(static, ignore_errors=True)
    beside.replace(static)
    step.done("collected")


if __name__ == "__main__":
    sys.exit(main())
