"""The composer: a plain form that loses nothing, and single uploads for the script."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from posts.models import Media, Post
from tests.factories import make_media
from tests.pages import Page
from tests.posts.files import REFUSED, file, kept_in, photograph

pytestmark = pytest.mark.django_db

Deliver = Callable[[], None]
JSON = {"Accept": "application/json"}


@pytest.fixture
def browser(alice: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(alice)


def kept(page: Page) -> list[str]:
    """The uploads that the form holds, in its order."""
    fields = page.all("input", name="uploads")
    return [each["value"] for each in fields if "disabled" not in each.attributes]


def test_a_plain_form_posts_its_files_in_order(browser: Client, alice: User) -> None:
    chosen = [photograph("1.jpg"), photograph("2.jpg")]
    response = browser.post(
        "/create", {"media": chosen, "caption": "Two\r\npiers", "location": "X"}
    )
    post = Post.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/p/{post.shortcode}/")
    assert (post.author, post.caption, post.location) == (alice, "Two\npiers", "X")
    assert [media.position for media in post.media.all()] == [0, 1]
    assert "preparing your photos" in Page(browser.get(response["Location"])).text


def test_bad_files_keep_the_good_ones_and_the_text(browser: Client) -> None:
    chosen = [
        photograph("good.jpg"),
        file(b"Dear diary", 'diary"><b>.jpg'),
        photograph("fine.jpg"),
        file(b"", "empty.jpg"),
    ]
    response = browser.post("/create", {"media": chosen, "caption": "Kept", "location": "Ostend"})
    page = Page(response, status=400)
    assert "2 files couldn't be uploaded" in page.text
    assert "diary\"><b>.jpg: This file type isn't supported." in page.text
    assert page.all("b") == []
    assert len(kept(page)) == 2
    assert page.one("textarea", name="caption").text.strip() == "Kept"
    assert page.one("input", name="location")["value"] == "Ostend"
    assert not Post.objects.exists()

    ids = kept(page)
    words = {f"alt-{ids[1]}": "A fine pier", "caption": "Kept"}
    assert browser.post("/create", {"uploads": ids, **words}).status_code == 302
    post = Post.objects.get()
    assert [str(media.pk) for media in post.media.all()] == ids
    assert [media.alt for media in post.media.all()] == ["", "A fine pier"]


def test_a_form_without_photos_is_refused_and_keeps_its_text(browser: Client) -> None:
    page = Page(browser.post("/create", {"caption": "No picture"}), status=400)
    assert "one to ten" in page.text
    assert page.one("textarea", name="caption").text.strip() == "No picture"


def test_a_caption_over_the_limit_keeps_the_photos(browser: Client) -> None:
    given = {"media": [photograph()], "caption": "x" * 2201}
    page = Page(browser.post("/create", given), status=400)
    assert len(kept(page)) == 1
    assert "2200" in page.one("p", id="caption-error").text
    many = {"uploads": kept(page), "caption": " ".join(f"#t{number}" for number in range(31))}
    page = Page(browser.post("/create", many), status=400)
    assert "30 hashtags" in page.one("p", id="caption-error").text
    assert len(kept(page)) == 1


def test_a_script_hears_where_the_post_is_or_what_is_wrong_with_it(
    browser: Client, alice: User
) -> None:
    given = {"uploads": [str(make_media(alice).pk)], "caption": "x" * 2201, "location": "y" * 101}
    response = browser.post("/create", given, headers=JSON)
    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == ["caption", "location"]
    assert response.json()["type"] == "validation_error"
    response = browser.post("/create", {**given, "caption": "", "location": ""}, headers=JSON)
    post = Post.objects.get()
    assert (response.status_code, response.json()) == (201, {"url": post.get_absolute_url()})
    response = browser.post("/create", {}, headers=JSON)
    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] is None
    assert Client().post("/create", given, headers=JSON).status_code == 401


def test_an_alt_text_over_the_limit_is_kept_to_be_shortened(browser: Client, alice: User) -> None:
    upload = make_media(alice, alt="Boats")
    given = {"uploads": [str(upload.pk)], f"alt-{upload.pk}": "x" * 1501, "caption": "Kept"}
    page = Page(browser.post("/create", given), status=400)
    assert "Alt texts can have up to 1,500 characters." in page.text
    field = page.one("textarea", name=f"alt-{upload.pk}")
    assert field.text.strip() == "x" * 1501
    assert "maxlength" not in field.attributes
    assert Media.objects.get().alt == "Boats"
    browser.post("/create", {**given, f"alt-{upload.pk}": "x\r\n" * 749 + "xx"})
    assert Media.objects.get().alt == "x\n" * 749 + "xx"
    assert Post.objects.exists()


def test_eleven_photos_are_reported_and_kept(browser: Client) -> None:
    chosen = [photograph(f"{number}.jpg") for number in range(11)]
    page = Page(browser.post("/create", {"media": chosen, "caption": "Kept"}), status=400)
    assert "one to ten" in page.text
    assert page.one("textarea", name="caption").text.strip() == "Kept"
    ids = kept(page)
    assert len(ids) == 11
    assert browser.post("/create", {"uploads": ids, "remove": ids[:1]}).status_code == 302
    assert [str(media.pk) for media in Post.objects.get().media.all()] == ids[1:]


def test_pressing_share_twice_is_one_post(browser: Client, alice: User) -> None:
    ids = [str(make_media(alice).pk) for _ in range(2)]
    first = browser.post("/create", {"uploads": ids, "caption": "Once"})
    second = browser.post("/create", {"uploads": ids, "caption": "Once"})
    assert first["Location"] == second["Location"]
    assert Post.objects.count() == 1
    alice.refresh_from_db()
    assert alice.posts_count == 1


def test_uploads_of_others_are_not_taken(browser: Client, bob: User) -> None:
    foreign = make_media(bob)
    given = {"uploads": [str(foreign.pk), "nonsense"], "remove": str(foreign.pk)}
    Page(browser.post("/create", {**given, f"alt-{foreign.pk}": "Mine"}), status=400)
    foreign.refresh_from_db()
    assert (foreign.status, foreign.alt, foreign.post) == ("ready", "A lighthouse", None)


def upload(browser: Client, **given: SimpleUploadedFile) -> Any:
    return browser.post("/create/media", given)


def test_the_script_uploads_one_at_a_time(browser: Client) -> None:
    response = upload(browser, file=photograph())
    media = Media.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "id": str(media.pk),
        "width": 64,
        "height": 48,
        "url": {"discard": f"/create/media/{media.pk}/discard"},
    }


@pytest.mark.parametrize(("content", "status", "code"), [each[1:] for each in REFUSED])
def test_the_script_hears_why_a_file_is_refused(
    content: bytes, status: int, code: str, browser: Client
) -> None:
    response = upload(browser, file=file(content))
    assert response.status_code == status
    assert response.json()["type"] == ("validation_error" if status == 400 else "client_error")
    (error,) = response.json()["errors"]
    assert error["code"] == code
    assert error["detail"]
    assert not Media.objects.exists()


def test_an_upload_without_a_file_is_refused(browser: Client) -> None:
    assert upload(browser).json()["errors"][0]["code"] == "empty_file"


def test_an_upload_can_be_discarded_by_its_owner(
    browser: Client, bob: User, client_of: Callable[[User], Client], deliver: Deliver, files: Path
) -> None:
    discard = upload(browser, file=photograph()).json()["url"]["discard"]
    assert client_of(bob).post(discard).status_code == 404
    assert browser.get(discard).status_code == 405
    assert browser.post(discard).status_code == 204
    deliver()
    assert not Media.objects.exists()
    assert kept_in(files) == []
    assert browser.post(discard).status_code == 404
