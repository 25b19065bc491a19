"""Who follows a user, and whom they follow."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import user_page
from core.views import list_params
from social.responses import render_users
from social.selectors import followers_page, following_page, get_accessible_user


@require_safe
@user_page(get_accessible_user)
def followers(request: HttpRequest, user: User) -> HttpResponse:
    page = followers_page(viewer=request.user, user=user, **list_params(request))
    context = {"person": user, "tab": "followers", "removable": user == request.user}
    return render_users(request, "social/follows.html", page, **context)


@require_safe
@user_page(get_accessible_user)
def following(request: HttpRequest, user: User) -> HttpResponse:
    page = following_page(viewer=request.user, user=user, **list_params(request))
    return render_users(request, "social/follows.html", page, person=user, tab="following")
