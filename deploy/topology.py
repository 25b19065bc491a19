"""The programs that serve InstaPro: the same under `manage.py up`, in tests and in a cluster.

browsers, apps ── proxy ─┬─ web    pages and API (WSGI)
                         ├─ live   the websocket (ASGI)
                         └─ files  static files, and photos that `web` has allowed
outbox, beat ─── broker ─── fanout, media, mail   workers, each for its kind of task
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

CADDYFILE = Path(__file__).with_name("Caddyfile")
# What the applications know of the proxy: where it serves photos for `X-Accel-Redirect`, and that
# it says on a Unix socket where requests come from.
BEHIND_PROXY = {"MEDIA_ACCEL_PREFIX": "/_protected/", "TRUSTED_PROXIES": "local"}


@dataclass(frozen=True)
class Program:
    """`argv` is a Python module and its arguments, or else a program and its arguments."""

    name: str
    argv: tuple[str, ...]
    role: str = "admin"
    """Its DATABASE_ROLE, which decides how long statements may take."""
    socket: Path | None = None
    """Where it listens, if on a Unix socket. One that a killed process left must be removed."""
    env: Mapping[str, str] = field(default_factory=dict)
    is_python: bool = True
    speaks: bool = False
    """Whether its output is for the terminal, rather than for a log."""


@dataclass(frozen=True)
class Bind:
    """Where a server listens: a Unix socket, or a host and port."""

    socket: Path | None = None
    host: str = ""
    port: int = 0

    @property
    def upstream(self) -> str:
        """As Caddy names it."""
        return f"unix/{self.socket}" if self.socket else f"{self.host}:{self.port}"


WEB_WORKERS = 2
# Few of them work: the others wait for a database connection, for a processor or for the rest of
# an upload, or refuse what is too much. `config.settings.capacity` divides them.
WEB_THREADS = 128


def web(bind: Bind, *, workers: int = WEB_WORKERS) -> Program:
    """The pages and the API. One process watches the workers and starts a dead one again."""
    place: tuple[str, ...]
    if bind.socket:
        place = ("--uds", str(bind.socket))
    else:
        place = ("--host", bind.host, "--port", str(bind.port))
    # granian reads more of its options there.
    env = {"GRANIAN_WORKERS": str(workers), "GRANIAN_BLOCKING_THREADS": str(WEB_THREADS)}
    options = (
        "--interface", "wsgi", "--http", "1", "--no-ws", "--respawn-failed-workers",
        "--blocking-threads-idle-timeout", "600", "--workers-kill-timeout", "10",
        "--log-level", "error",
    )  # fmt: skip
    argv = ("granian", *place, *options, "config.wsgi:application")
    return Program("web", argv, "web", bind.socket, env)


def live(bind: Bind) -> Program:
    """The websocket. Without daphne's access log: it would contain the tickets in URLs."""
    place = ("-u", str(bind.socket)) if bind.socket else ("-b", bind.host, "-p", str(bind.port))
    return Program(
        "live", ("daphne", "-v", "0", *place, "config.asgi:application"), "web", bind.socket
    )


def worker(name: str, queues: str, processes: int) -> Program:
    """A Celery worker for the comma-separated queues. Each task runs in a process of a pool, so
    that it can be stopped, and sent again if it takes its process down."""
    options = f"-A config worker -Q {queues} --concurrency={processes} -n {name}@%h -l INFO"
    return Program(name, ("celery", *options.split()), "worker")


# Mails wait for a server and photos for a processor; neither may delay a post's way to followers.
WORKERS = (
    worker("fanout", "fanout,default", 2),
    worker("media", "media", 1),
    worker("mail", "mail", 1),
)
BEAT = Program("beat", ("celery", *["-A", "config", "beat", "-l", "WARNING"]), "worker")


def proxy(
    caddy: Path, *, address: str, bind: str, tls: bool, web: Bind, live: Bind, home: Path
) -> Program:
    """Caddy, before all others. `address` is a site address, `bind` the addresses it listens on;
    `home` has the folders of static files and media, and gets that of Caddy's own authority."""
    env = {
        "SITE_ADDRESS": address,
        "SITE_BIND": bind,
        "SITE_TLS": "tls_internal" if tls else "tls_none",
        "WEB_UPSTREAM": web.upstream,
        "API_UPSTREAM": web.upstream,
        "LIVE_UPSTREAM": live.upstream,
        "STATIC_FOLDER": str(home / "static"),
        "MEDIA_FOLDER": str(home / "media"),
        "XDG_DATA_HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GOMEMLIMIT": "256MiB",
    }
    argv = (str(caddy), "run", "--config", str(CADDYFILE), "--adapter", "caddyfile")
    return Program("proxy", argv, env=env, is_python=False)
