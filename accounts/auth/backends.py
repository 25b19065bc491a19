"""Permissions of staff. Nobody signs in by it: that is what the services are for."""

from django.contrib.auth.backends import ModelBackend


class PermissionsBackend(ModelBackend):
    """Django's own way in would know no limits and no second factor; it is closed."""

    def authenticate(self, *_args: object, **_credentials: object) -> None:
        return None
