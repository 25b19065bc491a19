"""`manage.py sweep`: rings for overdue outbox rows and does the chores, for ever."""

import threading
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from core.chores import Housekeeper, chores
from core.outbox.sweeper import sweep

log = structlog.get_logger()


class Command(BaseCommand):
    help = "Finds outbox rows that nobody finished, and rings for them; does the chores."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=2.0, help="Seconds between looks.")
        parser.add_argument("--once", action="store_true", help="Look once and end.")

    def handle(self, *args: Any, every: float, once: bool, **options: Any) -> None:
        pause = threading.Event()
        housekeeper = Housekeeper(chores())
        while True:
            self._sweep(housekeeper)
            if once or pause.wait(every):
                return

    def _sweep(self, housekeeper: Housekeeper) -> None:
        """A database that is away for a moment must not end the sweeper."""
        try:
            close_old_connections()
            sweep()
            housekeeper.run_due()
        except OperationalError as error:
            log.warning("sweep_failed", error=repr(error))
