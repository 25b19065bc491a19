"""Editing the profile: the form, and how it is shown."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests.pages import Page
from tests.posts.files import file, photograph
from tests.posts.hostile import HOSTILE, assert_harmless
from tests.settings.forms import PROFILE, profile, reread

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
NOT_THE_WEB = [
    "javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "ftp://example.org",
    "https://",
    "https://nowhere",
    "https://bank.example@evil.example/",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://)))",
    "https://example.org/a b<",
    "mailto:alice@example.org",
    "x" * 300,
]


def test_all_of_it_is_kept_and_shown(alice: User, client_of: ClientOf) -> None:
    given = profile(
        display_name="Alice Adler",
        bio="Lighthouses\r\nand tides",
        website="example.org",
        link_title_0="Prints",
        link_url_0="https://shop.example/alice",
        link_title_1="",
        link_url_1="http://www.other.example/",
    )
    client = client_of(alice)
    response = client.post(PROFILE, given, follow=True)
    assert response.redirect_chain == [(PROFILE, 302)]
    assert "Profile saved." in Page(response).text
    user = reread(alice)
    assert (user.display_name, user.bio) == ("Alice Adler", "Lighthouses\nand tides")
    assert user.website == "https://example.org"
    assert user.links == [
        {"title": "Prints", "url": "https://shop.example/alice"},
        {"title": "", "url": "http://www.other.example/"},
    ]
    form = Page(client.get(PROFILE))
    assert form.one("input", name="display_name")["value"] == "Alice Adler"
    assert form.one("input", name="link_url_1")["value"] == "http://www.other.example/"
    shown = Page(Client().get("/alice/"))
    links = {link["href"]: link for link in shown.all("a", rel="me nofollow ugc noopener")}
    assert [" ".join(link.text.split()) for link in links.values()] == [
        "example.org",
        "Prints shop.example",
        "other.example",
    ]
    assert set(links) == {
        "https://example.org",
        "https://shop.example/alice",
        "http://www.other.example/",
    }


def test_every_field_can_be_cleared(alice: User, client_of: ClientOf) -> None:
    client = client_of(alice)
    client.post(PROFILE, profile(display_name="Alice", bio="Hi", link_url_0="example.org"))
    assert reread(alice).links
    client.post(PROFILE, profile())
    user = reread(alice)
    assert (user.display_name, user.bio, user.website, user.links) == ("", "", "", [])


@pytest.mark.parametrize("url", NOT_THE_WEB)
@pytest.mark.parametrize("field", ["website", "link_url_2"])
def test_only_the_web_is_linked_to(field: str, url: str, alice: User, client_of: ClientOf) -> None:
    response = client_of(alice).post(PROFILE, profile(display_name="Alice", **{field: url}))
    page = Page(response, status=400)
    wrong = page.one("input", name=field)
    assert wrong["aria-invalid"] == "true"
    assert page.one("p", id=f"id_{field}_error").text.strip()
    assert wrong["value"] == url
    assert page.one("input", name="display_name")["value"] == "Alice"
    assert reread(alice).display_name == ""


@pytest.mark.parametrize(
    ("field", "longest"),
    [("display_name", 64), ("bio", 300), ("link_title_0", 40), ("website", 200)],
)
def test_each_field_has_its_limit(
    field: str, longest: int, alice: User, client_of: ClientOf
) -> None:
    start = "https://example.org/" if field == "website" else ""
    link = {"link_url_0": "https://example.org"} if field == "link_title_0" else {}
    client = client_of(alice)
    fits, too_long = (start.ljust(length, "é") for length in (longest, longest + 1))
    assert client.post(PROFILE, profile(**link, **{field: fits})).status_code == 302
    page = Page(client.post(PROFILE, profile(**link, **{field: too_long})), status=400)
    assert str(longest) in page.one("p", id=f"id_{field}_error").text


def test_ten_megabytes_of_name_are_refused(alice: User, client_of: ClientOf) -> None:
    response = client_of(alice).post(PROFILE, profile(display_name="x" * 10_000_000))
    assert response.status_code in {400, 413}
    assert reread(alice).display_name == ""


def test_a_title_needs_an_address(alice: User, client_of: ClientOf) -> None:
    page = Page(client_of(alice).post(PROFILE, profile(link_title_0="Shop")), status=400)
    assert page.one("p", id="id_link_url_0_error").text.strip() == "Enter the link's address."


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, alice: User, client_of: ClientOf) -> None:
    words, title = text[:64], text[:40]
    given = profile(
        display_name=words, bio=text, link_title_0=title, link_url_0="https://example.org/'\"<x>"
    )
    client = client_of(alice)
    assert client.post(PROFILE, given).status_code == 302
    for place in (PROFILE, "/alice/"):
        assert_harmless(Page(client.get(place)), title if place == "/alice/" else "Profile")
    assert Page(client.get(PROFILE)).one("input", name="display_name")["value"] == words.strip()


def test_invisible_characters_do_not_reorder_text(alice: User, client_of: ClientOf) -> None:
    evil = "\u202egro.elpmaxe\u202c \u2066x\u2069\x07\ufeff"
    given = profile(display_name=evil, bio="a\u202eb\nc\x00d".replace("\x00", ""), website=evil)
    given["website"] = "exa\u202emple.org"
    assert client_of(alice).post(PROFILE, given).status_code == 302
    user = reread(alice)
    assert (user.display_name, user.bio) == ("gro.elpmaxe x", "ab\ncd")
    assert user.website == "https://example.org"


def test_names_in_any_script_stay_whole(alice: User, client_of: ClientOf) -> None:
    for name in ["نور حداد", "می‌خواهم", "👩‍👩‍👧 O’Brien", "山田 太郎"]:
        client_of(alice).post(PROFILE, profile(display_name=name))
        assert reread(alice).display_name == name


def test_a_rejected_picture_keeps_the_text_fields(alice: User, client_of: ClientOf) -> None:
    given = profile(display_name="Alice Adler", bio="Tides", avatar=file(b"Dear diary", "me.jpg"))
    page = Page(client_of(alice).post(PROFILE, given), status=415)
    assert "JPEG" in page.one("p", id="id_avatar_error").text
    assert page.one("input", name="display_name")["value"] == "Alice Adler"
    assert page.one("textarea", name="bio").text.strip() == "Tides"
    assert reread(alice).display_name == ""


def test_invalid_text_keeps_the_old_picture(alice: User, client_of: ClientOf) -> None:
    """A browser would not send the file again."""
    given = profile(website="javascript:alert(1)", avatar=photograph())
    page = Page(client_of(alice).post(PROFILE, given), status=400)
    assert page.one("p", id="id_website_error").text
    kept = reread(alice).avatar
    assert kept
    assert page.all("img", src=f"/media/{kept}")
