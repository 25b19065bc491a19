"""Logging in to the admin: through the site's own pages, with their second factor."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core.views import next_url, redirect_back


def admin_login(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(next_url(request) or reverse("admin:index"))
    if not admin.site.has_permission(request):
        raise PermissionDenied
    return redirect_back(request, "admin:index")
