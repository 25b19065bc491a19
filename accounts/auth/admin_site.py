"""The admin, which needs two factors of its staff."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.selectors import has_second_factor


class TwoFactorAdminSite(admin.AdminSite):
    """Open to staff with an authenticator app.

    Every login of such a user has shown its code, or a passkey, which is both factors; switching
    it on has ended all sessions that had not.
    """

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        is_staff = super().has_permission(request)
        return is_staff and user.is_authenticated and has_second_factor(user=user)
