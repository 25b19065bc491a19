"""`manage.py check-all`: everything that CI runs, in the same words."""

import os
import secrets
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext

from deploy.local.check_runs import Check, Outcome, run_checks
from deploy.local.errors import UserError
from deploy.local.run_tests import temporary_servers
from deploy.local.terminal import say

_PYTHON = sys.executable
_CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"
# Nothing is reached there; production only has to start and to pass Django's checks.
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


def _module(*argv: str) -> tuple[str, ...]:
    return (_PYTHON, "-m", *argv)


# A new check is a line here: it then runs locally and in CI, and is named by --help.
_CHECKS = (
    Check("ruff", "rules of style and safety", _module("ruff", "check", ".")),
    Check("format", "the formatting", _module("ruff", "format", "--check", ".")),
    Check("templates", "their formatting, in 120 columns", _module("deploy.local.templates")),
    Check("mypy", "the types", _module("mypy", ".")),
    Check("imports", "who may import whom", (_PYTHON, "-c", _LINT_IMPORTS)),
    Check(
        "migrations",
        "no model changed without a migration",
        _module("django", "makemigrations", "--check", "--dry-run"),
        uses_servers=True,
    ),
    Check(
        "deploy",
        "Django's own list for production, on made-up production settings",
        _module("django", "check", "--deploy", "--fail-level", "WARNING"),
        env=_PRODUCTION,
    ),
    Check(
        "lock",
        "uv.lock and both requirements files agree",
        (_PYTHON, "manage.py", "lock", "--check"),
    ),
    Check(
        "translations",
        "every text is in every language",
        _module("django", "check_translations", "--settings=config.settings.test"),
        needs="xgettext",
    ),
    Check(
        "css",
        "the built style sheet belongs to its source",
        ("static/src/build-css", "--check"),
        needs="npm",
    ),
    Check(
        "tests",
        "everything but the next three",
        _module("pytest"),
        is_suite=True,
        uses_servers=True,
    ),
    Check(
        "api",
        "2,000 calls generated from the API's document; `test tests/api --long` makes 20,000",
        _module("pytest", "tests/api", "-n", "0"),
        uses_servers=True,
    ),
    Check(
        "browser",
        "the browser tests; CHROMIUM=/path names another browser",
        _module("pytest", "tests/browser", "-n", "2"),
        is_suite=True,
        uses_servers=True,
        needs=_CHROMIUM,
    ),
    Check(
        "bench",
        "no ratio of the benchmark fell by a third",
        (_PYTHON, "manage.py", "bench", "--short", "--check"),
        is_alone=True,
    ),
)
_LIST = "\n".join(
    f"  {check.name:<13}{check.about}" + (f" (needs {check.needs})" if check.needs else "")
    for check in _CHECKS
)
HELP = f"""\
python3 manage.py check-all [NAME …]

Runs all checks, or those that are named, beside each other, and goes on after a failure:

{_LIST}

Without the program that it needs a check is skipped here, and fails in CI (CI=true).
"""


def main(arguments: Sequence[str]) -> int:
    began = time.monotonic()
    chosen = _chosen(arguments)
    uses_servers = any(check.uses_servers for check in chosen)
    with temporary_servers() if uses_servers else nullcontext(dict(os.environ)) as env:
        outcomes = run_checks(chosen, {**env, "CHROMIUM": _CHROMIUM})
    return _summarize(outcomes, time.monotonic() - began)


def _chosen(names: Sequence[str]) -> list[Check]:
    known = {check.name: check for check in _CHECKS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UserError(f"There is no check {unknown[0]}. There are: {', '.join(known)}.")
    return [known[name] for name in names or known]


def _summarize(outcomes: Sequence[Outcome], seconds: float) -> int:
    say("\n" + "─" * 74)
    for outcome in outcomes:
        say(f"  {outcome.name:<12} {outcome.verdict:<8} {outcome.seconds:7.1f} s")
    failed = sum(outcome.verdict == "FAILED" for outcome in outcomes)
    passed = sum(outcome.verdict == "passed" for outcome in outcomes)
    say(f"\n{passed} passed, {failed} failed in {seconds:.1f} s")
    return 1 if failed else 0
