from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.viewer import sign_in_required, signed_in
from social.selectors import suggested_users

SHOWN = 50


@sign_in_required
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    found = suggested_users(viewer=signed_in(request), limit=SHOWN)
    return render(request, "social/suggestions.html", {"suggestions": found})
