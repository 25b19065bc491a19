"""Mail: sent to the server that the environment names, else written to the worker's log."""

from config import env

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if env.text("EMAIL_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(env.mail_server("EMAIL_URL"))
# A hanging server must not block a worker.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "InstaPro <no-reply@localhost>")
