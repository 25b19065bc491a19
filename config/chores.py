"""What the sweeper does beside sweeping, and how often."""

from datetime import timedelta

from accounts.auth.session_store import SessionStore
from accounts.services.devices import sweep_devices
from accounts.services.leaving import erase_due_accounts
from accounts.services.sessions import sweep_sessions
from core.chores import Chore
from core.idempotency import purge_expired_answers
from core.limits.sql_store import purge_expired_attempts

CHORES: list[Chore] = [
    Chore(erase_due_accounts, every=timedelta(minutes=1)),
    Chore(sweep_sessions, every=timedelta(hours=1)),
    # Those of Django, behind the cookies of browsers.
    Chore(SessionStore.clear_expired, every=timedelta(hours=1)),
    Chore(sweep_devices, every=timedelta(days=1)),
    Chore(purge_expired_attempts, every=timedelta(hours=1)),
    Chore(purge_expired_answers, every=timedelta(minutes=10)),
]
