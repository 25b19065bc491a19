"""`manage.py up`: everything that InstaPro needs, on this machine, until Ctrl-C."""

import os
import shutil
import signal
import time
from collections.abc import Iterable, Mapping, Sequence

from deploy import topology
from deploy.local import (
    environment,
    instance,
    interrupts,
    locks,
    packages,
    process_tree,
    processes,
    stamp,
)  # fmt: skip
from deploy.local.address import Address
from deploy.local.children import Children
from deploy.local.database_user import delete_fallback_dir
from deploy.local.errors import Stopped, UserError
from deploy.local.home import Home, find_home, shortened
from deploy.local.servers import Servers, running
from deploy.local.site import PREPARATION, ROOT_CERTIFICATE, Site
from deploy.local.terminal import Step, say, say_about
from deploy.topology import Program

HELP = """\
python3 manage.py up [--reset] [--https]

Starts InstaPro on this machine: packages, PostgreSQL, Redis, demo data, pages, websocket, workers,
and a proxy before them. What dies is started again. Ctrl-C stops all of it. The data stay in the
data folder for the next time.

  --reset          delete the data folder's contents first, and begin with fresh demo data
  --https          serve by TLS, with certificates of an authority of this data folder

  PORT=8000        where the pages are served
  HOST=127.0.0.1   0.0.0.0 serves them to the whole network
  INSTAPRO_HOME    the data folder, otherwise .run in the project
  DATABASE_URL, REDIS_URL   use these servers instead of private ones
"""
_HANDOVER = "INSTAPRO_UP"  # process id, time of the start, descriptor of the lock
_OPTIONS = ("--reset", "--https")


def check_first(arguments: Sequence[str]) -> bool:
    """Finds before the slow work what would fail later. False if it runs already."""
    if _is_handed_over():
        return True
    unknown = [word for word in arguments if word not in _OPTIONS]
    if unknown:
        raise UserError(f"`up` does not know {unknown[0]}. See: python3 manage.py up --help")
    home, address = find_home(), Address.from_environment(https="--https" in arguments)
    home.open()
    lock = instance.lock_for(home)
    if not lock.acquire():
        instance.report_running(home, reset="--reset" in arguments)
        return False
    # The children of a killed `up` may still use the port.
    process_tree.kill_recorded(home.path / "children.json")
    address.require_free()
    packages.find_venv(home, development=False)
    instance.write_note(home, address, ready=False)
    os.environ[_HANDOVER] = f"{os.getpid()} {time.time()} {lock.make_inheritable()}"
    say("\nInstaPro\n")
    return True


def main(arguments: Sequence[str]) -> int:
    home, address = find_home(), Address.from_environment(https="--https" in arguments)
    _, began, descriptor = os.environ.pop(_HANDOVER).split()
    lock = locks.Lock.from_descriptor(int(descriptor))
    processes.become_subreaper()
    try:
        if "--reset" in arguments:
            _reset(home)
        return _serve(home, address, float(began))
    finally:
        processes.kill_descendants()
        instance.delete_note(home)
        lock.release()


def _serve(home: Home, address: Address, began: float) -> int:
    children = Children(home)
    serving = False
    children.prepare()
    step = Step("servers", "starting PostgreSQL and Redis")
    servers = Servers(home.path, durable=True)
    with running(home.path, servers, owned=True):
        step.done(servers.names)
        try:
            _start(home, address, servers, children)
            instance.write_note(home, address, ready=True)
            serving = True
            _greet(home, address, servers, time.time() - began)
            while True:
                children.tend()
                servers.tend()
                interrupts.sleep(0.1)
        except Stopped as stopped:
            if not serving:
                raise
            say("\n  Stopping …" if stopped.signum == signal.SIGINT else "  Stopping …")
        finally:
            children.stop()
    say("  Stopped.")
    return 0


def _start(home: Home, address: Address, servers: Servers, children: Children) -> None:
    is_current = stamp.is_current(home, servers.cluster_version_file)
    if not is_current:
        # Until `prepare` has put this version's in their place: the servers start beside it, and
        # would read the names of the old files.
        shutil.rmtree(home.path / "static", ignore_errors=True)
    site = Site(home, address)
    env = {**environment.build(home.path, servers.urls, role="admin"), **site.env}
    if site.proxy:
        # They import while the database is migrated, and ask it nothing before a request comes.
        _start_all(site.servers, children, env)
    if is_current:
        Step("data").done("unchanged since the last start")
    else:
        Step("database", "starting Django")  # the line of `prepare` replaces this one
        children.finish(*[children.start(program, env) for program in PREPARATION])
        stamp.write(home, servers.cluster_version_file)
    step = Step("processes", "starting pages, websocket, workers and beat")
    _start_all([site.proxy] if site.proxy else site.servers, children, env)
    _wait_for_pages(address, children)
    _start_all((*topology.WORKERS, topology.BEAT), children, env)
    if not is_current:
        children.start_once(site.compression, env)
    step.done("pages, websocket, workers and beat")
    if not site.proxy:
        say_about("proxy", site.without_proxy)


def _start_all(programs: Iterable[Program], children: Children, env: Mapping[str, str]) -> None:
    for program in programs:
        children.start(program, env)


def _wait_for_pages(address: Address, children: Children) -> None:
    response = (0, "")

    def is_ready() -> bool:
        nonlocal response
        children.require_alive()
        response = address.get("/readyz")
        return response[0] == 200

    if not interrupts.wait_for(is_ready, 60):
        raise UserError(
            f"The pages were not ready in 60 s: {address.url}/readyz said {response[1]}"
        )


def _greet(home: Home, address: Address, servers: Servers, seconds: float) -> None:
    everywhere = "  (on every address of this machine)" if address.host == "0.0.0.0" else ""
    say(f"\n  Ready in {seconds:.1f} s    {address.url}{everywhere}")
    say("  Log in as       demo, with the password demo-instapro")
    if not os.environ.get("EMAIL_URL"):
        say(f"  Mails are in    {shortened(home.path / 'mail')}")
    if address.https:
        say(
            f"  Certificate     of {shortened(home.path / ROOT_CERTIFICATE)}: let browsers trust it"
        )
    say(f"  Stop with       Ctrl-C; the logs are in {shortened(home.logs)}")
    if servers.external_data:
        say(f"  The database    is in {servers.external_data}, as only root can enter {home.path}")
    say()


def _reset(home: Home) -> None:
    with locks.locked(home.path / "servers.lock"):
        users = locks.Lock(home.path / "users.lock")
        if not users.acquire():
            raise UserError(
                "Another manage.py command is using the data. End it, then: "
                "python3 manage.py up --reset"
            )
        try:
            step = Step("reset", "deleting the data")
            Servers(home.path, durable=True).stop()
            home.reset()
            delete_fallback_dir(home.path)
            home.open()
            step.done(f"{shortened(home.path)} is empty again")
        finally:
            users.release()


def _is_handed_over() -> bool:
    """True after the change into the virtual environment, which keeps process and lock."""
    return os.environ.get(_HANDOVER, "").startswith(f"{os.getpid()} ")
