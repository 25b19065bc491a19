"""Every change to accounts, and to the sessions of apps."""

from accounts.services.people import deactivate_user, reactivate_user, register_user

__all__ = ["deactivate_user", "reactivate_user", "register_user"]
