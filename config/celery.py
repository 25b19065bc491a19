"""The Celery application: `celery -A config worker` and `celery -A config beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
# The system checks import every view, form and route, which workers and beat never use:
# 15 MB and a fifth of the start of each. `manage.py check` runs them.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

app = Celery("instapro")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
