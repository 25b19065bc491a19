from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class AccountsConfig(AppConfig):
    name = "accounts"


class TwoFactorAdminConfig(admin_apps.AdminConfig):
    """In place of `django.contrib.admin`."""

    default = False
    default_site = "accounts.auth.admin_site.TwoFactorAdminSite"
