import socket
from collections.abc import Iterator

import pytest

from deploy.local.address import Address
from deploy.local.errors import UserError


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_taken_port_is_answered_with_a_free_one(taken: int) -> None:
    with pytest.raises(UserError, match=f"Port {taken} is taken") as error:
        Address("127.0.0.1", taken).require_free()

    free = int(str(error.value).split("PORT=")[1].split()[0])
    assert free > taken
    Address("127.0.0.1", free).require_free()


def test_a_port_taken_on_one_address_is_taken_for_all_of_them(taken: int) -> None:
    with pytest.raises(UserError, match="is taken"):
        Address("0.0.0.0", taken).require_free()


def test_an_address_of_another_machine_is_explained() -> None:
    with pytest.raises(UserError, match=r"HOST=192\.0\.2\.1 is not an address of this machine"):
        Address("192.0.2.1", 8000).require_free()


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "80.5"])
def test_what_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)

    with pytest.raises(UserError, match="is not a port"):
        Address.from_environment()


def test_the_shown_address_can_be_opened_in_a_browser() -> None:
    assert Address("127.0.0.1", 8000).url == "http://127.0.0.1:8000"
    assert Address("0.0.0.0", 8000).url == "http://127.0.0.1:8000"
    assert Address("::1", 8000).url == "http://[::1]:8000"
    # Passkeys need a name.
    assert Address("127.0.0.1", 8000, https=True).url == "https://localhost:8000"


def test_other_machines_may_use_this_ones_names_if_it_is_served_to_them() -> None:
    assert Address("127.0.0.1", 8000).names == []
    name = socket.gethostname().lower()
    assert Address("0.0.0.0", 8000).names[:2] == [name, f"{name}.local"]
