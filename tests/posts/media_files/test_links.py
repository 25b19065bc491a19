"""Signed links, and other ways for apps to say who they are."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from core.media import links
from core.media.links import link_query
from tests.factories import make_media
from tests.posts.media_files.serving import ClientOf, folder_of, link, make_post_with_file

pytestmark = pytest.mark.django_db


def test_a_link_is_valid_for_one_viewer_and_one_folder(
    private_file: str, alice: User, bob: User, carol: User
) -> None:
    other = make_post_with_file(alice)[1]
    query = link(private_file, bob).partition("?")[2]
    assert Client().get(f"{private_file}?{query}").status_code == 200
    assert Client().get(f"{other}?{query}").status_code == 404
    assert Client().get(link(private_file, carol)).status_code == 404
    forged = query.replace(str(bob.pk), str(alice.pk))
    assert Client().get(f"{private_file}?{forged}").status_code == 404
    unknown = link_query(base=folder_of(private_file), viewer_id=make_media(carol).pk)
    assert Client().get(f"{private_file}?{unknown}").status_code == 404


def test_a_link_ends(private_file: str, bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    address = link(private_file, bob)
    assert Client().get(address).status_code == 200
    end = links.now() + 600
    monkeypatch.setattr(links, "now", lambda: end)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "for=", "for=x&until=y&signature=z", "signature=%00", "until=%ff%fe", "for=%ED%A0%80",
        "until=99999999999999999999999", "signature", "&for&until&signature", "until=" + "9" * 5000,
    ],
)  # fmt: skip
def test_a_link_that_is_none_opens_nothing_and_breaks_nothing(
    query: str, private_file: str, bob: User, client_of: ClientOf
) -> None:
    """Not even for a viewer whose cookie would suffice; the last of two values counts."""
    browser = client_of(bob)
    assert browser.get(f"{private_file}?v=2&for[]=1").status_code == 200
    assert browser.get(f"{private_file}?{query}").status_code == 404
    assert browser.get(f"{link(private_file, bob)}&{query}").status_code == 404


@pytest.mark.parametrize("token", ["stale", "", "a b c", "\xff", "Bearer"])
def test_an_invalid_token_still_reads_public_pages(
    token: str, private_file: str, bob: User
) -> None:
    app = APIClient()
    app.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    assert app.get(private_file).status_code == 404
    assert app.get(make_post_with_file(bob)[1]).status_code == 200


def test_another_kind_of_authorization_leaves_the_cookie_its_say(
    private_file: str, bob: User, client_of: ClientOf
) -> None:
    headers = {"Authorization": "Basic c3RhZ2luZzpvcGVu"}
    assert client_of(bob).get(private_file, headers=headers).status_code == 200
    assert Client().get(private_file, headers=headers).status_code == 404
