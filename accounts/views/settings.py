"""The settings of an account; appearance and language also without one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from accounts.forms.security import PasswordForm
from accounts.forms.settings import LanguageForm, ProfileForm, UsernameForm, profile_initial
from accounts.models import User
from accounts.preferences.themes import THEMES, set_theme_cookie
from accounts.requests import AuthenticatedRequest, login_required
from accounts.selectors import held_username
from accounts.services.leaving import deactivate_account, delete_account
from accounts.services.profile import (
    NO_AVATAR,
    StoredAvatar,
    discard_avatar,
    edit_profile,
    store_avatar,
)
from accounts.services.usernames import change_username, days_until
from core.errors import DomainError
from core.forms import form_view, process_form, render_private
from core.views import redirect_back
from core.web.bodies import accepts_photos


@require_safe
@login_required
def index(request: AuthenticatedRequest) -> HttpResponse:
    return render(request, "settings/index.html")


@form_view
@login_required
@accepts_photos(1)
def profile(request: AuthenticatedRequest) -> HttpResponse:
    viewer = request.user
    if request.method != "POST":
        form = ProfileForm(initial=profile_initial(viewer))
        return render_private(request, "settings/profile.html", section="profile", form=form)
    form = ProfileForm(request.POST, request.FILES)
    refusal = _save_profile(viewer, form)
    if form.is_valid():
        messages.success(request, _("Profile saved."))
        return redirect("settings_profile")
    status = refusal.status if refusal else 400
    response = render_private(
        request, "settings/profile.html", status=status, section="profile", form=form
    )
    if refusal and refusal.retry_after is not None:
        response["Retry-After"] = str(refusal.retry_after)
    return response


@form_view
def appearance(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        context = {"themes": THEMES, "theme": request.COOKIES.get("theme", "")}
        return render(request, "settings/appearance.html", {"section": "appearance", **context})
    response = redirect("settings_appearance")
    set_theme_cookie(response, request.POST.get("theme", ""))
    return response


@form_view
def language(request: HttpRequest) -> HttpResponse:
    return process_form(
        request,
        "settings/language.html",
        LanguageForm,
        _change_language,
        section="language",
        languages=settings.LANGUAGES,
    )


@require_safe
@login_required
def account(request: AuthenticatedRequest) -> HttpResponse:
    return render(request, "settings/account.html", {"section": "account"})


@form_view
@login_required
def username(request: AuthenticatedRequest) -> HttpResponse:
    held = held_username(user=request.user)
    days = held and days_until(moment=held.expires_at)
    context: dict[str, Any] = {"section": "account", "held": held, "days": days}
    initial = {"username": request.user.username}
    return process_form(
        request,
        "settings/username.html",
        UsernameForm,
        _change_username,
        initial=initial,
        **context,
    )


@form_view
@login_required
def deactivate(request: AuthenticatedRequest) -> HttpResponse:
    return process_form(
        request, "settings/deactivate.html", PasswordForm, _deactivate, section="account"
    )


@form_view
@login_required
def delete(request: AuthenticatedRequest) -> HttpResponse:
    return process_form(request, "settings/delete.html", PasswordForm, _delete, section="account")


def _save_profile(viewer: User, form: ProfileForm) -> DomainError | None:
    """Save the form. With errors in its texts, only the avatar: no browser sends a file again.

    An avatar that is refused is shown at its field, and nothing is saved.
    """
    texts = form.texts if form.is_valid() else {}
    try:
        avatar = _chosen_avatar(viewer, form)
    except DomainError as error:
        form.add_error("avatar", str(error))
        return error
    try:
        edit_profile(user=viewer, avatar=avatar, **texts)
    except Exception:
        discard_avatar(avatar=avatar)
        raise
    return None


def _chosen_avatar(viewer: User, form: ProfileForm) -> StoredAvatar | None:
    given = form.cleaned_data
    if given.get("avatar") is not None:
        return store_avatar(user=viewer, file=given["avatar"], crop=given.get("crop"))
    return NO_AVATAR if given.get("remove_avatar") else None


def _change_language(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    code = given["language"]
    if isinstance(request.user, User):
        edit_profile(user=request.user, language=code)
    with override(code):
        messages.success(request, _("Language changed."))
    response = redirect_back(request, "settings_language")
    # Also for the next user of this browser.
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _change_username(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    change_username(user=request.user, **given)
    messages.success(request, _("Your username is %s.") % request.user.username)
    return redirect("settings_account")


def _deactivate(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    deactivate_account(user=request.user, **given)
    return _log_out(request, _("Your account is now hidden. Log in anytime to bring it back."))


def _delete(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    delete_account(user=request.user, **given)
    text = _("Your account is now hidden. Log in within 30 days to keep it.")
    return _log_out(request, text)


def _log_out(request: HttpRequest, text: str) -> HttpResponse:
    logout(request)
    messages.success(request, text)
    return redirect("account_login")
