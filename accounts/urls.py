"""The pages under /accounts/ and the API of accounts."""

from django.urls import path

from accounts import views
from accounts.api import LoginView, LogoutView, MeView, RefreshView, RegisterView
from core.api import NothingHereView

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("signup/", views.signup, name="account_signup"),
    path("logout/", views.logout, name="account_logout"),
    # Helper C replaces these:
    path("email/verify/<str:token>/", NothingHereView.as_view(), name="account_verify_link"),
    path("password/reset/", NothingHereView.as_view(), name="account_reset_password"),
    path("password/reset/<str:token>/", NothingHereView.as_view(), name="account_reset_confirm"),
    path("settings/security/", NothingHereView.as_view(), name="settings_security"),
    path("settings/sessions/", NothingHereView.as_view(), name="settings_sessions"),
]

api_urlpatterns = [
    path("auth/register", RegisterView.as_view()),
    path("auth/login", LoginView.as_view()),
    path("auth/refresh", RefreshView.as_view()),
    path("auth/logout", LogoutView.as_view()),
    path("users/me", MeView.as_view()),
]
