"""Permissions of staff. Logging in goes through the services instead."""

from django.contrib.auth.backends import ModelBackend


class PermissionsBackend(ModelBackend):
    """Refuses every login: Django's own would know no limits and no second factor."""

    def authenticate(self, *_args: object, **_credentials: object) -> None:
        return None
