"""Finding and suspending users. No row is edited here: a form would write the counters too."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.requests import AuthenticatedRequest
from accounts.services import suspend_user, unsuspend_user


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ["username", "display_name", "email", "is_active", "is_staff", "created_at"]
    list_filter = ["is_active", "is_staff", "is_verified"]
    search_fields = ["username__startswith", "email__startswith", "display_name__istartswith"]
    ordering = ["-id"]
    show_full_result_count = False
    readonly_fields = [
        "username", "email", "display_name", "bio", "website", "created_at", "last_login",
        "is_active", "is_verified", "is_staff", "is_superuser",
        "posts_count", "followers_count", "following_count",
    ]  # fmt: skip
    fields = tuple(readonly_fields)
    actions = ["suspend", "unsuspend"]

    @admin.action(description=_("Suspend the selected users"), permissions=["decide"])
    def suspend(self, request: AuthenticatedRequest, queryset: QuerySet[User]) -> None:
        others = [user for user in queryset if user != request.user]
        for user in others:
            suspend_user(user=user)
        count = len(others)
        text = ngettext("%(n)d user was suspended.", "%(n)d users were suspended.", count)
        self.message_user(request, text % {"n": count})

    @admin.action(description=_("Unsuspend the selected users"), permissions=["decide"])
    def unsuspend(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            unsuspend_user(user=user)
        count = len(queryset)
        text = ngettext("%(n)d user can log in again.", "%(n)d users can log in again.", count)
        self.message_user(request, text % {"n": count})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Not by the password: who may filter by its beginning reads the hash bit by bit."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def has_decide_permission(self, request: AuthenticatedRequest) -> bool:
        return request.user.has_perm("accounts.change_user")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False
