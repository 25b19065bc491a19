"""Signed links name their viewer and cannot be forged."""

import re
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
from pytest_django import Settings

from core.media import links
from core.media.links import link_query, verify_link

BASE = f"ab/cd/abcd{'0' * 28}"
ALICE = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
BOB = UUID("01890a5d-ac96-774b-bcce-b302099a8058")
NOON = 1_800_000_000


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon until a test says otherwise."""
    at(NOON, monkeypatch)


def at(moment: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "now", lambda: moment)


def link_params(base: str = BASE, person: UUID = ALICE) -> dict[str, str]:
    """What comes along with a good link."""
    return dict(parse_qsl(link_query(base=base, viewer_id=person)))


def test_a_link_names_its_viewer_and_its_expiry() -> None:
    link = verify_link(link_params(), base=BASE)
    assert link
    assert link.viewer_id == ALICE
    assert 300 <= link.seconds <= 600


def test_it_fits_into_a_list_of_candidates() -> None:
    """A `srcset` is cut at its commas and spaces."""
    assert re.fullmatch(r"[-=&a-z0-9]+", link_query(base=BASE, viewer_id=ALICE))


@pytest.mark.parametrize("moment", [NOON, NOON + 1, NOON + 299, NOON + 300])
def test_it_is_good_for_five_to_ten_minutes(moment: int, monkeypatch: pytest.MonkeyPatch) -> None:
    at(moment, monkeypatch)
    link = link_params()
    for later, is_good in ((0, True), (299, True), (600, False), (601, False)):
        at(moment + later, monkeypatch)
        assert (verify_link(link, base=BASE) is not None) is is_good, later


def test_it_expires_at_its_second(monkeypatch: pytest.MonkeyPatch) -> None:
    link = link_params()
    until = int(link["until"])
    at(until - 1, monkeypatch)
    found = verify_link(link, base=BASE)
    assert found
    assert found.seconds == 1
    at(until, monkeypatch)
    assert verify_link(link, base=BASE) is None


def test_it_stays_the_same_for_five_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = set()
    for moment in range(NOON, NOON + 300):
        at(moment, monkeypatch)
        seen.add(link_query(base=BASE, viewer_id=ALICE))
    assert len(seen) == 1
    at(NOON + 300, monkeypatch)
    assert link_query(base=BASE, viewer_id=ALICE) not in seen


def test_no_part_can_be_changed() -> None:
    good = link_params()
    assert verify_link(good, base=BASE)
    signature = good["signature"]
    changes = [
        {"for": str(BOB)},
        {"until": str(int(good["until"]) + 1)},
        {"until": str(int(good["until"]) - 1)},
        {"signature": signature[:-1] + ("0" if signature[-1] != "0" else "1")},
        {"signature": signature[:-1]},
        {"signature": signature.upper()},
        {"signature": ""},
    ]
    for change in changes:
        assert verify_link({**good, **change}, base=BASE) is None, change


def test_it_is_not_valid_for_another_folder() -> None:
    assert verify_link(link_params(), base=BASE[:-1] + "1") is None


def test_no_other_keys_signature_is_accepted() -> None:
    assert (
        verify_link({**link_params(), "signature": link_params(person=BOB)["signature"]}, base=BASE)
        is None
    )
    others = link_params(base=BASE[:-1] + "1")
    assert verify_link(others, base=BASE) is None


def test_another_sites_key_signs_other_links(settings: Settings) -> None:
    link = link_params()
    settings.SECRET_KEY = "another-key-" + "z" * 40
    assert verify_link(link, base=BASE) is None


@pytest.mark.parametrize("name", ["for", "until", "signature"])
@pytest.mark.parametrize(
    "nonsense", [None, "", "0", "-1", "x", "\0", "é", "٣", "9" * 5000, "1e9", "{}", "' OR 1=1 --"]
)
def test_nonsense_is_no_link(name: str, nonsense: str | None) -> None:
    link = {each: value for each, value in link_params().items() if each != name}
    if nonsense is not None:
        link[name] = nonsense
    assert verify_link(link, base=BASE) is None
