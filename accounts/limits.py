"""The rate limits of registration, login and emails."""

from core.limits import HOUR, MINUTE, By, Limit

LOGIN_FAILURES = Limit(
    "login-failures",
    5,
    15 * MINUTE,
    By.ACCOUNT,
    "wrong passwords and wrong second factors",
    is_exact=True,
)
LOGINS = Limit(
    "logins",
    25,
    5 * MINUTE,
    By.NETWORK,
    "attempts to log in",
    (
        "POST /accounts/login/",
        "POST /accounts/login/code/enter/",
        "POST /accounts/login/passkey/",
        "POST /api/v1/auth/login",
        "POST /api/v1/auth/login/code/confirm",
    ),
    is_exact=True,
)
REGISTER = Limit(
    "register",
    5,
    30 * MINUTE,
    By.NETWORK,
    "new accounts",
    ("POST /accounts/signup/", "POST /api/v1/auth/register"),
)
PASSKEY_CHALLENGES = Limit(
    "passkey-challenges",
    60,
    5 * MINUTE,
    By.NETWORK,
    "challenges to log in by passkey, each kept in a session",
    ("POST /accounts/login/passkey/options/",),
)
USERNAMES = Limit("usernames", 60, MINUTE, By.NETWORK, "usernames tried while choosing one")
MAILED_CODES = Limit(
    "mailed-codes", 5, 30 * MINUTE, By.EMAIL, "password resets and other codes by mail"
)
MAIL_REQUESTS = Limit(
    "mail-requests",
    30,
    5 * MINUTE,
    By.NETWORK,
    "requests for password resets and login codes, for any account",
    (
        "POST /accounts/login/code/",
        "POST /accounts/password/reset/",
        "POST /api/v1/auth/login/code",
        "POST /api/v1/auth/password/reset",
    ),
)
ADDRESSES = Limit(
    "addresses", 10, 24 * HOUR, By.USER, "mails to an address that is yet to be verified"
)

LIMITS = (
    LOGIN_FAILURES,
    LOGINS,
    PASSKEY_CHALLENGES,
    REGISTER,
    USERNAMES,
    MAILED_CODES,
    MAIL_REQUESTS,
    ADDRESSES,
)
