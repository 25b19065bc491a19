"""`manage.py up`: everything that InstaPro needs, on this machine, until Ctrl-C."""

import os
import signal
import sys
import time
from collections.abc import Sequence

from deploy.local import (
    address,
    environment,
    family,
    home,
    instance,
    locks,
    packages,
    processes,
    seal,
    stopping,
)  # fmt: skip
from deploy.local.address import Address
from deploy.local.children import Children
from deploy.local.home import Home, shortened
from deploy.local.owner import forget_stand_in
from deploy.local.servers import Servers, running
from deploy.local.terminal import Step, say
from deploy.local.trouble import Stopped, Trouble

HELP = """\
python3 manage.py up [--reset]

Starts InstaPro on this machine: packages, PostgreSQL, Redis, demo data, worker, sweeper and the
pages. Ctrl-C stops all of it. The data stay in the data folder for the next time.

  --reset          delete the data folder's contents first, and begin with fresh demo data

  PORT=8000        where the pages are served
  HOST=127.0.0.1   0.0.0.0 serves them to the whole network
  INSTAPRO_HOME    the data folder, otherwise .run in the project
  DATABASE_URL, REDIS_URL   use these servers instead of private ones
"""
_HANDED_OVER = "INSTAPRO_UP"  # number of the process, time of its start, lock
_WORKER = "-A config worker -Q fanout,media,mail,default --concurrency=2 -n local@%h -l INFO"


def look_first(arguments: Sequence[str]) -> bool:
    """Before the slow work: what would not go well later. False if it runs already."""
    if _handed_over():
        return True
    unknown = [word for word in arguments if word != "--reset"]
    if unknown:
        raise Trouble(f"`up` does not know {unknown[0]}. See: python3 manage.py up --help")
    place, wanted = home.find(), address.wanted()
    place.open()
    lock = instance.lock_of(place)
    if not lock.take():
        instance.tell(place, reset="--reset" in arguments)
        return False
    # What a killed `up` left behind may sit on the port.
    family.end_remembered(place.path / "children.json")
    wanted.insist_on_free()
    packages.folder(place, development=False)
    instance.note(place, wanted, ready=False)
    os.environ[_HANDED_OVER] = f"{os.getpid()} {time.time()} {lock.hand_over()}"
    say("\nInstaPro\n")
    return True


def main(arguments: Sequence[str]) -> int:
    place, wanted = home.find(), address.wanted()
    _, began, descriptor = os.environ.pop(_HANDED_OVER).split()
    lock = locks.Lock.taken_over(int(descriptor))
    processes.inherit_orphans()
    try:
        if "--reset" in arguments:
            _reset(place)
        return _serve(place, wanted, float(began))
    finally:
        processes.end_everything_below_us()
        instance.forget(place)
        lock.release()


def _serve(place: Home, wanted: Address, began: float) -> int:
    children = Children(place)
    serving = False
    step = Step("servers", "starting PostgreSQL and Redis")
    servers = Servers(place.path, durable=True)
    with running(place.path, servers, ours=True):
        step.done(servers.names)
        try:
            _start(place, wanted, servers, children)
            instance.note(place, wanted, ready=True)
            serving = True
            _greet(place, wanted, servers, time.time() - began)
            while not children.anyone_dead() and not servers.anyone_dead():
                stopping.pause(0.1)
        except Stopped as stopped:
            if not serving:
                raise
            say("\n  Stopping …" if stopped.signum == signal.SIGINT else "  Stopping …")
        finally:
            children.end()
    say("  Stopped.")
    return 0


def _start(place: Home, wanted: Address, servers: Servers, children: Children) -> None:
    def env(role: str) -> dict[str, str]:
        complete = environment.complete(place.path, servers.urls, role=role)
        site = os.environ.get("SITE_URL") or wanted.url
        return {**complete, "HOST": wanted.host, "PORT": str(wanted.port), "SITE_URL": site}

    python = sys.executable
    if seal.holds(place, servers.witness):
        Step("data").done("unchanged since the last start")
    else:
        Step("database", "starting Django")  # its own line takes over from this one
        children.run_to_end("prepare", [python, "-m", "deploy.local.prepare"], env("admin"))
        seal.put(place, servers.witness)
    step = Step("processes", "starting web, worker and sweeper")
    # Without its own log of requests: it would hold the tokens of links, and ours has the rest.
    web = ["-v", "0", "-b", wanted.host, "-p", str(wanted.port), "config.asgi:application"]
    children.start("web", [python, "-m", "daphne", *web], env("web"))
    children.start("worker", [python, "-m", "celery", *_WORKER.split()], env("worker"))
    _wait_for_pages(wanted, children)
    # Last, as it has nothing to do for seconds and would only slow the others' start.
    children.start("sweeper", [python, "-m", "django", "sweep"], env("worker"))
    step.done("web, worker and sweeper")


def _wait_for_pages(wanted: Address, children: Children) -> None:
    last = (0, "")

    def ready() -> bool:
        nonlocal last
        children.anyone_dead()
        last = wanted.answers("/readyz")
        return last[0] == 200

    if not stopping.wait_for(ready, 60):
        raise Trouble(f"The pages were not ready in 60 s: {wanted.url}/readyz said {last[1]}")


def _greet(place: Home, wanted: Address, servers: Servers, seconds: float) -> None:
    everywhere = "  (on every address of this machine)" if wanted.host == "0.0.0.0" else ""
    say(f"\n  Ready in {seconds:.1f} s    {wanted.url}{everywhere}")
    say("  Sign in as      demo, with the password demo-instapro")
    if not os.environ.get("EMAIL_URL"):
        say(f"  Mail lies in    {shortened(place.path / 'mail')}")
    say(f"  Stop with       Ctrl-C; the logs are in {shortened(place.logs)}")
    if servers.elsewhere:
        say(f"  The database    is in {servers.elsewhere}, as only root can enter {place.path}")
    say()


def _reset(place: Home) -> None:
    with locks.held(place.path / "servers.lock"):
        users = locks.Lock(place.path / "users.lock")
        if not users.take():
            raise Trouble(
                "Another manage.py command is using the data. End it, then: "
                "python3 manage.py up --reset"
            )
        try:
            step = Step("reset", "deleting the data")
            Servers(place.path, durable=True).stop()
            place.reset()
            forget_stand_in(place.path)
            place.open()
            step.done(f"{shortened(place.path)} is empty again")
        finally:
            users.release()


def _handed_over() -> bool:
    """True after the change into the virtual environment, which keeps process and lock."""
    return os.environ.get(_HANDED_OVER, "").startswith(f"{os.getpid()} ")
