"""Logging in to the admin: through the site's own pages, with their second factor."""

from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.selectors import has_second_factor
from core.views import next_url, redirect_back


def admin_login(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(next_url(request) or reverse("admin:index"))
    if admin.site.has_permission(request):
        return redirect_back(request, "admin:index")
    if not request.user.is_staff or has_second_factor(user=request.user):
        raise PermissionDenied
    text = _("The admin needs two-factor authentication. Set it up, then open the admin again.")
    messages.info(request, text)
    return redirect("settings_totp")
