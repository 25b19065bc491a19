"""What `up` starts, and where each part of it listens."""

import os
import sys
from pathlib import Path

from deploy import topology
from deploy.local import binaries
from deploy.local.address import Address
from deploy.local.errors import UserError
from deploy.local.home import Home
from deploy.local.sockets import socket_folder
from deploy.topology import Bind, Program

# At the same time: the demo renders its pictures while the database is migrated.
PREPARATION = (
    Program("prepare", ("deploy.local.prepare",), speaks=True),
    Program("demo", ("django", "demo", "--if-empty", "--while-migrating"), speaks=True),
)
ROOT_CERTIFICATE = Path("caddy", "pki", "authorities", "local", "root.crt")


class Site:
    """The proxy at the site's address with all others on Unix sockets; without a proxy for this
    machine the pages at the address, and the websocket at a port of its own."""

    def __init__(self, home: Home, address: Address) -> None:
        (home.path / "static").mkdir(exist_ok=True)
        sockets = socket_folder(home.path / "sockets", None)
        caddy = binaries.find_caddy()
        if address.https and not caddy:
            raise UserError("`up --https` needs Caddy, and there is none for this machine.")
        self.proxy: Program | None = None
        if caddy:
            web, live = Bind(sockets / "web.sock"), Bind(sockets / "live.sock")
            self.proxy = topology.proxy(
                caddy,
                address=f"{address.scheme}://:{address.port}",
                bind=address.host,
                tls=address.https,
                web=web,
                live=live,
                home=home.path,
            )
        else:
            web = Bind(host=address.host, port=address.port)
            live = Bind(host=address.host, port=address.next_free())
            self.without_proxy = (
                "there is no Caddy for this machine: nothing is compressed, and pages are not "
                f"live; the websocket is at port {live.port}"
            )
        self.servers = (topology.web(web), topology.live(live))
        self.compression = Program(
            "compression",
            ("nice", sys.executable, "-m", "whitenoise.compress", "-q", str(home.path / "static")),
            is_python=False,
        )
        self.env = {
            "HOST": address.host,
            "PORT": str(address.port),
            "SITE_URL": os.environ.get("SITE_URL") or address.url,
            **(topology.BEHIND_PROXY if caddy else {}),
            "ALLOWED_HOSTS": os.environ.get("ALLOWED_HOSTS") or ",".join(address.names),
            # The proxy, on a Unix socket, says where requests come from.
            "TRUSTED_PROXIES": ",".join(filter(None, ["local", os.environ.get("TRUSTED_PROXIES")])),
        }
