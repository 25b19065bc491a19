"""One machine: `python3 manage.py up`. The environment comes from `deploy.local`."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import SITE_URL, STORAGES

ALLOWED_HOSTS = [
    "localhost", "127.0.0.1", "[::1]", env.text("HOST", "127.0.0.1"), *env.listing("ALLOWED_HOSTS")
]  # fmt: skip
# `up --https`: the proxy, which alone is trusted to say so, speaks TLS.
if SITE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
# Without a mail server, mails are written to files.
if not env.text("EMAIL_URL", ""):
    EMAIL_BACKEND = "core.mail.folder_backend.FolderBackend"
# Hashed names as in production, but no compression: that would be most of the first start.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
}
