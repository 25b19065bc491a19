"""Starts Python programs as forks of one process that has imported the packages already.

Importing them takes seconds and 100 MB, and our programs all import the same. They are forked
before any settings are read, so each can have an environment of its own. Run as
`python -m deploy.local.fork_server DESCRIPTOR`; `deploy.local.forks` is its client.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import traceback
from typing import Any

from deploy.local import processes

# What nearly all time goes into. No setting is read and no thread started by these; the rest of
# Django REST framework cannot be imported before the settings.
PRELOADED = (
    "bcrypt", "blurhash", "celery.app.base", "celery.app.control", "celery.apps.beat",
    "celery.apps.worker", "celery.bin.celery", "celery.concurrency.prefork",
    "celery.fixups.django", "celery.worker.consumer", "channels.generic.websocket",
    "channels.routing", "channels_redis.pubsub", "corsheaders.middleware", "csp.middleware",
    "django.contrib.admin.sites", "django.contrib.humanize.apps",
    "django.contrib.messages.middleware", "django.contrib.postgres.search",
    "django.contrib.staticfiles.storage", "django.core.mail", "django.core.management.base",
    "django.db.backends.postgresql.base", "django.db.migrations.autodetector",
    "django.forms", "django.template.backends.django", "django.test.signals",
    "django.views.debug", "django_htmx.middleware", "django_redis.cache",
    "drf_spectacular.utils", "fido2.server", "granian.cli", "granian.server", "jwt",
    "kombu.transport.redis", "maxminddb", "PIL.Image", "pillow_heif", "psycopg_pool", "pyotp",
    "qrcode.image.svg", "redis.asyncio", "rest_framework.serializers", "structlog",
    "template_partials.apps", "ua_parser", "whitenoise.middleware",
)  # fmt: skip


def main(descriptor: int) -> int:
    """Serves until the client closes the connection."""
    server = os.getpid()
    control = socket.socket(fileno=descriptor)
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    _preload()
    while True:
        ready, _, _ = select.select([control.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            for pid, status in _ended():
                _send(control, pid=pid, returncode=os.waitstatus_to_exitcode(status))
        if control.fileno() in ready:
            message, outputs, _, _ = socket.recv_fds(control, 1 << 20, 2)
            if not message:
                return 0
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                for unneeded in (control.detach(), woken, waker):
                    os.close(unneeded)
                processes.die_with(server)
                _become(**json.loads(message), outputs=outputs)
            for output in outputs:
                os.close(output)
            _send(control, pid=pid)


def _preload() -> None:
    for name in PRELOADED:
        # One that is missing or has moved is imported by the programs that need it.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    # The collector would write into every object, and so copy the memory that forks share.
    gc.collect()
    gc.freeze()


def _ended() -> list[tuple[int, int]]:
    ended = []
    with contextlib.suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            ended.append(found)
    return ended


def _send(control: socket.socket, **message: Any) -> None:
    control.sendall(json.dumps(message).encode())


def _become(argv: list[str], env: dict[str, str], cwd: str, outputs: list[int]) -> None:
    """Runs `python -m argv` in this fork, and never returns."""
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        for number, output in enumerate(outputs, start=1):
            os.dup2(output, number)
            os.close(output)
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
        os.environ.clear()
        os.environ.update(env)
        os.chdir(cwd)
        sys.path[0] = cwd
        sys.argv = list(argv)
        runpy.run_module(argv[0], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        _finish(code)


def _finish(code: int) -> None:
    """As an interpreter ends: what is registered runs, what is buffered is written."""
    with contextlib.suppress(BaseException):
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
