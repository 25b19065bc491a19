from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest, login_required
from social.selectors import suggested_users

SHOWN = 50


@login_required
@require_safe
def suggestions(request: AuthenticatedRequest) -> HttpResponse:
    found = suggested_users(viewer=request.user, limit=SHOWN)
    return render(request, "social/suggestions.html", {"suggestions": found})
