"""The entries of the outbox: dead letters can be read and retried."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.models import OutboxEntry
from core.outbox.services import retry_entries


@admin.register(OutboxEntry)
class OutboxEntryAdmin(admin.ModelAdmin[OutboxEntry]):
    list_display = ["id", "event", "subscriber", "queue", "attempts", "created_at", "dead_at"]
    list_filter = ["queue", "subscriber", ("dead_at", admin.EmptyFieldListFilter)]
    # Counted beside each filter: so many dead letters, so many of a subscriber.
    show_facets = admin.ShowFacets.ALWAYS
    actions = ["retry"]

    @admin.action(description=_("Retry the selected entries"))
    def retry(self, request: HttpRequest, queryset: QuerySet[OutboxEntry]) -> None:
        count = retry_entries(entries=queryset)
        message = ngettext("%(n)d entry will be retried.", "%(n)d entries will be retried.", count)
        self.message_user(request, message % {"n": count})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutboxEntry | None = None) -> bool:
        return False
