"""`manage.py check-all`: everything that CI runs, in the same words."""

import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

from deploy.local.terminal import say
from deploy.local.trouble import Trouble
from deploy.local.try_out import run, throw_away_servers

HELP = """\
python3 manage.py check-all [NAME …]

Runs all checks, or those that are named, and goes on after a failure:

  ruff         rules of style and safety
  format       the formatting
  mypy         the types
  imports      who may import whom
  migrations   no model changed without a migration
  deploy       Django's own list for production, on made-up production settings
  lock         uv.lock and both requirements files agree
  translations every text is in every language (needs gettext)
  css          the built style sheet belongs to its source (needs npm)
  tests        everything but the browser tests
  browser      the browser tests (needs chromium: CHROMIUM=/path, else /usr/bin/chromium)

What a check needs and the machine lacks makes it skipped here, and failed in CI (CI=true).
"""


@dataclass(frozen=True)
class Check:
    name: str
    argv: tuple[str, ...]
    uses_servers: bool = False
    env: Mapping[str, str] = field(default_factory=dict)
    # Without: only where it is named.
    is_usual: bool = True
    lacks: Callable[[], str] = lambda: ""
    """What the machine lacks for it, if anything."""


@dataclass(frozen=True)
class Outcome:
    name: str
    verdict: str
    seconds: float


def _lacking_npm() -> str:
    return "" if shutil.which("npm") else "there is no npm"


def _lacking_gettext() -> str:
    return "" if shutil.which("xgettext") else "there is no gettext"


def _lacking_chromium() -> str:
    return "" if os.access(_chromium(), os.X_OK) else f"there is no {_chromium()}"


def _chromium() -> str:
    return os.environ.get("CHROMIUM") or "/usr/bin/chromium"


_PYTHON = sys.executable
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"
# Nothing is reached there; production only has to start and to be told of no weakness.
_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "JWT_SIGNING_KEY": secrets.token_urlsafe(48),
    "ALLOWED_HOSTS": "instapro.example",
    "SITE_URL": "https://instapro.example",
    "DATABASE_URL": "postgresql://instapro@database.example/instapro",
    "REDIS_URL": "redis://redis.example/0",
    "EMAIL_URL": "smtps://instapro:password@mail.example",
    "EMAIL_FROM": "InstaPro <no-reply@instapro.example>",
    "DEBUG": "off",
    "RATE_LIMITS": "on",
}
_DEPLOY = ("check", "--deploy", "--fail-level", "WARNING")
_CHECKS = (
    Check("ruff", (_PYTHON, "-m", "ruff", "check", ".")),
    Check("format", (_PYTHON, "-m", "ruff", "format", "--check", ".")),
    Check("mypy", (_PYTHON, "-m", "mypy", ".")),
    Check("imports", (_PYTHON, "-c", _LINT_IMPORTS)),
    Check(
        "migrations",
        (_PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"),
        uses_servers=True,
    ),
    Check("deploy", (_PYTHON, "-m", "django", *_DEPLOY), env=_PRODUCTION),
    Check("lock", (_PYTHON, "manage.py", "lock", "--check")),
    Check(
        "translations",
        (_PYTHON, "-m", "django", "check_translations", "--settings=config.settings.test"),
        lacks=_lacking_gettext,
    ),
    Check("css", ("static/src/build-css", "--check"), lacks=_lacking_npm),
    Check("tests", (_PYTHON, "-m", "pytest"), uses_servers=True),
    Check(
        "browser",
        (_PYTHON, "-m", "pytest", "tests/browser", "-n", "0"),
        uses_servers=True,
        lacks=_lacking_chromium,
    ),
)


def main(arguments: Sequence[str]) -> int:
    chosen = _chosen(arguments)
    uses_servers = any(check.uses_servers for check in chosen)
    with throw_away_servers() if uses_servers else nullcontext(dict(os.environ)) as env:
        outcomes = [
            _outcome(check, {**env, "CHROMIUM": _chromium(), **check.env}) for check in chosen
        ]
    return _summary(outcomes)


def _chosen(names: Sequence[str]) -> list[Check]:
    known = {check.name: check for check in _CHECKS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Trouble(f"There is no check {unknown[0]}. There are: {', '.join(known)}.")
    return [known[name] for name in names] or [check for check in _CHECKS if check.is_usual]


def _outcome(check: Check, env: Mapping[str, str]) -> Outcome:
    say(f"\n── {check.name} " + "─" * (70 - len(check.name)))
    lacking = check.lacks()
    if lacking:
        say(f"Not run: {lacking}.")
        return Outcome(check.name, "FAILED" if os.environ.get("CI") else "skipped", 0)
    began = time.monotonic()
    try:
        passed = run(check.argv, env) == 0
    except OSError as error:
        say(f"{check.argv[0]} does not run: {error.strerror}.")
        passed = False
    return Outcome(check.name, "passed" if passed else "FAILED", time.monotonic() - began)


def _summary(outcomes: Sequence[Outcome]) -> int:
    say("\n" + "─" * 74)
    for outcome in outcomes:
        say(f"  {outcome.name:<12} {outcome.verdict:<8} {outcome.seconds:7.1f} s")
    failed = sum(outcome.verdict == "FAILED" for outcome in outcomes)
    passed = sum(outcome.verdict == "passed" for outcome in outcomes)
    say(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0
