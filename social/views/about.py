from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import user_page
from accounts.selectors import get_visible_user


@require_safe
@user_page(get_visible_user)
def about_account(request: HttpRequest, user: User) -> HttpResponse:
    """What everyone may know of an account: not its former usernames, which lead here all the same.

    The API says it in `GET /users/{username}`.
    """
    return render(request, "social/about_account.html", {"person": user})
