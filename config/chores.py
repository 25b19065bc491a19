"""What the sweeper does beside sweeping, and how often."""

from datetime import timedelta

from accounts.services.leaving import erase_due_accounts
from accounts.services.sessions import sweep_sessions
from core.chores import Chore

CHORES: list[Chore] = [
    Chore(erase_due_accounts, every=timedelta(minutes=1)),
    Chore(sweep_sessions, every=timedelta(hours=1)),
]
