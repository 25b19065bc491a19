"""Every change to accounts, and to the sessions of apps."""

from accounts.services.users import register_user, suspend_user, unsuspend_user

__all__ = ["register_user", "suspend_user", "unsuspend_user"]
