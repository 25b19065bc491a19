"""`up --https`: Caddy's own authority, and cookies that only travel by TLS."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie

import httpx
import pytest

from deploy.local import environment, interrupts
from deploy.local.address import Address
from deploy.local.children import Children
from deploy.local.home import Home
from deploy.local.site import ROOT_CERTIFICATE, Site
from tests.local.conftest import home as home  # noqa: PLC0414 - the fixture
from tests.processes import free_port, ours

# Those of `up`; with DEBUG static files need not be collected.
LOCAL_SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.local", "DEBUG": "1"}


@dataclass
class Served:
    url: str
    trusting: ssl.SSLContext


@pytest.fixture
def served(home: Home, transactional_db: None) -> Iterator[Served]:
    address = Address("127.0.0.1", free_port(), https=True)
    site, children = Site(home, address), Children(home)
    assert site.proxy
    base = environment.build(home.path, {}, role="admin")
    env = {**base, **ours(), **site.env, **LOCAL_SETTINGS, "INSTAPRO_HOME": str(home.path)}
    try:
        for program in (*site.servers, site.proxy):
            children.start(program, env)
        answers = interrupts.wait_uninterrupted(lambda: address.get("/healthz")[0] == 200, 60)
        assert answers, children.running[0].log.read_text()
        certificate = str(home.path / ROOT_CERTIFICATE)
        yield Served(address.url, ssl.create_default_context(cafile=certificate))
    finally:
        children.stop()


def test_a_browser_that_trusts_the_authority_gets_secure_cookies(served: Served) -> None:
    with httpx.Client(base_url=served.url, verify=served.trusting, trust_env=False) as browser:
        language = browser.get("/accounts/settings/language/")
        cookies = SimpleCookie("\n".join(language.headers.get_list("Set-Cookie")))
        assert cookies["csrftoken"]["secure"]
        token = language.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        form = {"csrfmiddlewaretoken": token, "language": "de"}
        # Django compares the origin with the scheme that the proxy reports.
        chosen = browser.post(
            "/accounts/settings/language/", data=form, headers={"Origin": served.url}
        )
        assert chosen.status_code == 302
        assert "Secure" in chosen.headers["Set-Cookie"]
