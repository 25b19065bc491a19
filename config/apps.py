from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.checks import check_production_settings


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Production refuses to start with unsafe settings, and names all of them at once."""
        if settings.REFUSE_UNSAFE_SETTINGS and (errors := check_production_settings()):
            messages = "\n".join(str(error.msg) for error in errors)
            raise ImproperlyConfigured(f"These settings are not safe in production:\n{messages}")
