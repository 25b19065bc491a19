"""What every deployment shares. Each endpoint and secret comes from the environment."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from config import env
from config.logs import LOGGING  # noqa: F401 - a setting
from config.settings.api import *  # noqa: F403 - Django reads settings from one module
from config.settings.browsers import *  # noqa: F403
from config.settings.capacity import *  # noqa: F403
from config.settings.capacity import DATABASE_POOL_SIZE, REQUESTS_WAITING_MAX, WAIT_SECONDS
from config.settings.clients import *  # noqa: F403
from config.settings.mail import *  # noqa: F403
from config.settings.work import *  # noqa: F403
from core.db.waiting import BoundedConnection

# Lets classes such as ModelAdmin take their model as a type parameter at run time too.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parents[2]
HOME = Path(env.text("INSTAPRO_HOME", str(BASE_DIR / ".run")))

SECRET_KEY = env.text("SECRET_KEY")
DEBUG = env.flag("DEBUG", default=False)
# Whether to start only if the deployment checks of `config/checks.py` pass.
REFUSE_UNSAFE_SETTINGS = False
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS")
SITE_NAME = "InstaPro"
# The address of the site in mails and links, which never trust the Host header.
SITE_URL = env.origin("SITE_URL", "http://127.0.0.1:8000")
# Where to report a vulnerability, as a URL; by default security@ at the site.
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "")
# Whether posting, commenting and messaging need a verified e-mail address.
REQUIRE_VERIFIED_EMAIL = env.flag("REQUIRE_VERIFIED_EMAIL", default=False)

INSTALLED_APPS = [
    "config",
    "core",
    "accounts",
    "social",
    "posts",
    "feeds",
    "messaging",
    "accounts.apps.TwoFactorAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "channels",
    "corsheaders",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "rest_framework",
    "template_partials",
]

# Of pages; `core.web.stacks` lets requests of the API pass the other one.
MIDDLEWARE = [
    "core.web.middleware.RequestIdMiddleware",
    "core.web.middleware.TrustedProxyMiddleware",
    "core.web.refusals.RefusalLogMiddleware",
    "core.web.middleware.UTF8Middleware",
    "core.web.etags.PublicPageETagMiddleware",
    "core.web.security_headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.web.middleware.PrivateResponsesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "core.web.bodies.BodyLimitMiddleware",
    "core.web.overload.OverloadMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.auth.session_middleware.WebSessionMiddleware",
    "accounts.preferences.languages.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.limits.middleware.RateLimitMiddleware",
    "core.web.middleware.DomainErrorMiddleware",
]
API_MIDDLEWARE = [
    "core.web.middleware.RequestIdMiddleware",
    "core.web.middleware.TrustedProxyMiddleware",
    "core.web.refusals.RefusalLogMiddleware",
    "core.web.middleware.UTF8Middleware",
    "core.web.security_headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.web.middleware.PrivateResponsesMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "core.web.bodies.BodyLimitMiddleware",
    "core.web.overload.OverloadMiddleware",
    "core.web.stacks.APIMiddleware",
    "core.limits.middleware.RateLimitMiddleware",
    "core.web.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.web.security_headers.nonce",
            ],
        },
    }
]

# --- data ---------------------------------------------------------------------------------------

# A request ends soon or fails; workers and migrations may take longer.
DATABASE_ROLE = env.text("DATABASE_ROLE", "web")
_TIMEOUTS = {
    "web": "-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s",
    "worker": "-c statement_timeout=60s -c lock_timeout=5s "
    "-c idle_in_transaction_session_timeout=60s",
    "admin": "-c lock_timeout=5s",
}
DATABASES: dict[str, dict[str, Any]] = {"default": env.database("DATABASE_URL")}
DATABASES["default"]["OPTIONS"] |= {
    "options": _TIMEOUTS[DATABASE_ROLE],
    # Parameters travel apart from the text, so what a connection runs often is planned once.
    "server_side_binding": True,
    "prepare_threshold": 5,
}
# How long a request waits for PostgreSQL in all, less than the ten seconds within which it ends:
# for a connection, and for every statement. The timeouts above end nothing in a server that hangs.
DATABASE_WAIT_SECONDS: float | None = None
if DATABASE_ROLE == "web":
    DATABASE_WAIT_SECONDS = float(env.integer("DATABASE_WAIT_SECONDS", 9))
    DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 4)
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "connection_class": BoundedConnection,
        "min_size": 1,
        "max_size": DATABASE_POOL_SIZE,
        "max_waiting": REQUESTS_WAITING_MAX,
        "timeout": WAIT_SECONDS,
        # After that long without a server the next request tries: the pauses grow no further.
        "reconnect_timeout": 4,
    }

# Durable: the broker, tickets, limits. Disposable: cache, timelines, channel layer.
REDIS_DURABLE_URL = env.text("REDIS_DURABLE_URL", env.text("REDIS_URL", ""))
REDIS_DISPOSABLE_URL = env.text("REDIS_DISPOSABLE_URL", env.text("REDIS_URL", ""))

CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_DISPOSABLE_URL,
        "KEY_PREFIX": "cache",
        "OPTIONS": {"IGNORE_EXCEPTIONS": True},
    }
}
DJANGO_REDIS_CONNECTION_FACTORY = "core.redis.CacheConnectionFactory"
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            "hosts": [
                {
                    "address": REDIS_DISPOSABLE_URL,
                    "socket_connect_timeout": 0.5,
                    "socket_timeout": 1.0,
                    "retry": Retry(NoBackoff(), 1),
                }
            ],
            "prefix": "live",
        },
    }
}
# Open sockets at once; one more is refused at the handshake.
SOCKETS_PER_USER_MAX = env.integer("SOCKETS_PER_USER_MAX", 20)
SOCKETS_PER_ADDRESS_MAX = env.integer("SOCKETS_PER_ADDRESS_MAX", 60)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "media": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "media", "base_url": "/media/"},
    },
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": HOME / "originals",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "media"
# How long a link opens a photo for an app; see core/media/links.py.
MEDIA_LINK_SECONDS = 600
# Where the web server in front serves the storage `media` to `X-Accel-Redirect` alone, such as
# `/_protected/`; empty if Django sends the files itself. See core/web/files.py.
MEDIA_ACCEL_PREFIX = env.text("MEDIA_ACCEL_PREFIX", "")
# For `manage.py up`: see core/mail/folder_backend.py.
MAIL_FOLDER = HOME / "mail"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# What browsers look for at the root, without a link to it.
WHITENOISE_ROOT = BASE_DIR / "static" / "root"
STATICFILES_DIRS = [BASE_DIR / "static" / "public"]
# More than the ten of a post, so that the form can say that there are too many.
DATA_UPLOAD_MAX_NUMBER_FILES = 30
# The most that is read of a body, but for files: see core/web/bodies.py.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "core.web.uploads.TidyUploadHandler",
]

# --- people -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.auth.backends.PermissionsBackend"]
BCRYPT_ROUNDS = env.integer("BCRYPT_ROUNDS", 12)
PASSWORD_HASHERS = [
    "accounts.auth.hashers.BCryptHasher",
    "accounts.auth.hashers.AsTypedBCryptHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "display_name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "accounts.validation.passwords.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
DEVICE_COOKIE_NAME = "device"
PASSWORD_RESET_TIMEOUT = 60 * 60
# An .mmdb file of places, for the list of one's sessions.
GEOIP_DATABASE = env.text("GEOIP_DATABASE", "")

SESSION_ENGINE = "accounts.auth.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# --- language -----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
# Each by its own name, for people who read no other.
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

# --- feeds --------------------------------------------------------------------------------------

FEEDS_TIMELINE_LENGTH = 500
FEEDS_TIMELINE_DAYS = 21
# Authors with so many followers become celebrities: their posts are pulled by readers, not pushed.
FEEDS_CELEBRITY_FOLLOWERS = env.integer("FEEDS_CELEBRITY_FOLLOWERS", 10_000)
FEEDS_AUTHOR_TIMELINE_LENGTH = 50
# How many people one may follow, pending requests included.
FOLLOWEES_MAX = env.integer("FOLLOWEES_MAX", 7_500)
FEEDS_FAN_OUT_BATCH = env.integer("FEEDS_FAN_OUT_BATCH", 4_000)

# Who may do what how often; see docs/limits.md.
RATE_LIMITS_DECLARED = "config.limits.LIMITS"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
