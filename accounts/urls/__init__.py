"""The pages under /accounts/ and the API of accounts."""

from django.urls import URLPattern, URLResolver, include, path

from accounts.api.emails import ChangeEmailView, ConfirmEmailView, ResendView, VerifyEmailView
from accounts.api.login import LoginByCodeView, LoginCodeView, LoginView
from accounts.api.otp import (
    OtpConfirmView,
    OtpDisableView,
    OtpSetupView,
    OtpView,
    RecoveryCodesView,
)
from accounts.api.passwords import ChangePasswordView, ConfirmResetView, ResetPasswordView
from accounts.api.register import RegisterView
from accounts.api.sessions import LogoutView, RefreshView, SessionListView, SessionView
from accounts.urls import auth, security, settings

urlpatterns: list[URLPattern | URLResolver] = [
    *auth.urlpatterns,
    path("settings/", include(security)),
    path("settings/", include(settings)),
]

api_urlpatterns = [
    path("auth/register", RegisterView.as_view()),
    path("auth/login", LoginView.as_view()),
    path("auth/login/code", LoginCodeView.as_view()),
    path("auth/login/code/confirm", LoginByCodeView.as_view()),
    path("auth/refresh", RefreshView.as_view()),
    path("auth/logout", LogoutView.as_view()),
    path("auth/sessions", SessionListView.as_view()),
    path("auth/sessions/<uuid:session_id>", SessionView.as_view()),
    path("auth/password/change", ChangePasswordView.as_view()),
    path("auth/password/reset", ResetPasswordView.as_view()),
    path("auth/password/reset/confirm", ConfirmResetView.as_view()),
    path("auth/email/verify", VerifyEmailView.as_view()),
    path("auth/email/resend", ResendView.as_view()),
    path("auth/email/change", ChangeEmailView.as_view()),
    path("auth/email/change/confirm", ConfirmEmailView.as_view()),
    path("auth/otp", OtpView.as_view()),
    path("auth/otp/setup", OtpSetupView.as_view()),
    path("auth/otp/confirm", OtpConfirmView.as_view()),
    path("auth/otp/disable", OtpDisableView.as_view()),
    path("auth/otp/recovery-codes", RecoveryCodesView.as_view()),
]
