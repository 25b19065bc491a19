"""Migrations and static files, in one process, before the pages are served."""

import sys

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from deploy.local.terminal import Step


def main() -> int:
    django.setup()
    _migrate()
    step = Step("static", "collecting")
    call_command("collectstatic", interactive=False, verbosity=0)
    step.done("collected")
    return 0


def _migrate() -> None:
    step = Step("database", "looking for migrations")
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        step.show(f"running {missing} migrations")
        call_command("migrate", interactive=False, verbosity=0)
    step.done(f"{missing} migrations run" if missing else "up to date")


if __name__ == "__main__":
    sys.exit(main())
