"""The settings pages under /accounts/settings/; those of privacy are the graph's."""

from django.urls import path

from accounts.views import settings as views

urlpatterns = [
    path("", views.index, name="settings"),
    path("profile/", views.profile, name="settings_profile"),
    path("appearance/", views.appearance, name="settings_appearance"),
    path("language/", views.language, name="settings_language"),
    path("account/", views.account, name="settings_account"),
    path("account/username/", views.username, name="settings_username"),
    path("account/deactivate/", views.deactivate, name="settings_deactivate"),
    path("account/delete/", views.delete, name="settings_delete"),
]
