"""The pages under /accounts/ and the API of accounts."""

from django.urls import path

from accounts import views
from accounts.api import LoginView, LogoutView, MeView, RefreshView, RegisterView

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("signup/", views.signup, name="account_signup"),
    path("logout/", views.logout, name="account_logout"),
]

api_urlpatterns = [
    path("auth/register", RegisterView.as_view()),
    path("auth/login", LoginView.as_view()),
    path("auth/refresh", RefreshView.as_view()),
    path("auth/logout", LogoutView.as_view()),
    path("users/me", MeView.as_view()),
]
