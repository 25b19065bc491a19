"""The tests: the same parts, one database and one pair of Redis databases for each process."""

import os
from urllib.parse import urlsplit

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("JWT_SIGNING_KEY", "only-for-tests-" + "y" * 40)
os.environ.setdefault("DATABASE_ROLE", "admin")
os.environ.setdefault("DATABASE_URL", "postgresql://instapro@/instapro")
os.environ.setdefault("REDIS_URL", "redis://localhost/0")
# A test of a limit switches them on, with the fixture `limited`.
os.environ.setdefault("RATE_LIMITS", "off")

# pytest-xdist numbers its processes gw0, gw1, …; each takes a Redis database of its own. They
# inherit what the process that started them had numbered; the servers that a test starts keep it.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if os.environ.get("PYTEST_REDIS_IS_OF") != _worker:
    os.environ["PYTEST_REDIS_IS_OF"] = _worker
    _url = urlsplit(os.environ["REDIS_URL"])
    _number = int(_worker.removeprefix("gw") or 0) + 1
    os.environ["REDIS_URL"] = (
        f"unix://{_url.path}?db={_number}"
        if _url.scheme == "unix"
        else _url._replace(path=f"/{_number}").geturl()
    )

from config.settings.base import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"
BCRYPT_ROUNDS = 4
INSTALLED_APPS = [*INSTALLED_APPS, "tests"]  # noqa: F405 - for its command `flush`
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Styles and scripts as they lie in the tree, not as collected once.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
