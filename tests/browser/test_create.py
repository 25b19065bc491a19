"""The composer: refused files, repeated clicks."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from accounts.models import User
from posts.models import Post
from tests.browser.conftest import OpenPage
from tests.browser.gallery import file_of, photograph
from tests.browser.problems import Problems
from tests.browser.steps import PERMALINK, share
from tests.media.pictures import bomb, cornered, encoded

FIRST_PIXEL = "canvas => [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data]"


def test_a_refused_file_is_shown_with_its_reason_and_costs_nothing_else(
    open_page: OpenPage, alice: User, tmp_path: Path, problems: Problems
) -> None:
    """What is no photo, or too large, does not even travel."""
    problems.expect(r"413|status of 413")
    page = open_page(alice)
    page.goto("/create")
    page.get_by_label("Caption").fill("Kept words")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method + request.url))
    large = file_of(tmp_path, "large.jpg", photograph(80, 60))
    with large.open("ab") as file:
        file.truncate(30 * 1024**2 + 1)
    page.locator("[data-files]").set_input_files(
        [
            file_of(tmp_path, "letter.jpg", b"Dear photograph, you are a text. " * 40),
            file_of(tmp_path, "film.jpg", b"\0\0\0\x14ftypqt  \0\0\0\0qt  "),
            file_of(tmp_path, "nothing.jpg", b""),
            large,
        ]
    )
    refused = page.locator("[data-state=refused]")
    expect(refused).to_have_count(4)
    for name, reason in {
        "letter.jpg": "JPEG, PNG, WebP",
        "film.jpg": "Videos can't be posted yet",
        "nothing.jpg": "This file is empty.",
        "large.jpg": "larger than 30 MB",
    }.items():
        expect(refused.filter(has_text=name).get_by_role("alert")).to_contain_text(reason)
    assert not [each for each in sent if each.startswith("POST")]

    page.locator("[data-files]").set_input_files(
        [
            file_of(tmp_path, "boats.jpg", photograph(800, 600)),
            file_of(tmp_path, "endless.png", bomb()),
        ]
    )
    endless = refused.filter(has_text="endless.png")
    expect(endless.get_by_role("alert")).to_contain_text("900 megapixels")
    expect(endless.get_by_role("button", name="Try again")).to_be_hidden()
    kept = page.locator("[data-state=ready]")
    expect(kept).to_contain_text("boats.jpg")
    expect(page.get_by_label("Caption")).to_have_value("Kept words")

    share(page)
    post = Post.objects.get()
    assert post.caption == "Kept words"
    assert post.media.count() == 1


def test_a_preview_shows_what_becomes_of_animations_and_transparency(
    open_page: OpenPage, alice: User, tmp_path: Path
) -> None:
    page = open_page(alice)
    page.goto("/create")
    frames = {"save_all": True, "append_images": [cornered(60, 40).rotate(180)]}
    still = {"a": "GIF", "b": "PNG", "c": "WEBP", "d": "AVIF", "e": "HEIF"}
    moving = {"v": "GIF", "w": "PNG", "x": "WEBP", "y": "AVIF"}
    files = [
        *(file_of(tmp_path, name, encoded(cornered(60, 40), kind)) for name, kind in still.items()),
        *(
            file_of(tmp_path, name, encoded(cornered(60, 40), kind, **frames))
            for name, kind in moving.items()
        ),
    ]
    page.locator("[data-files]").set_input_files(files)
    uploads = page.locator("photo-upload[data-state=ready]")
    expect(uploads).to_have_count(len(files))
    said = uploads.filter(
        has=page.get_by_text("first frame of this animation").locator("visible=true")
    )
    names = said.locator("[data-name]")
    expect(names).to_have_text(list(moving))

    clear = file_of(tmp_path, "clear.png", encoded(Image.new("RGBA", (60, 40)), "PNG"))
    page.locator("[data-files]").set_input_files(clear)
    upload = uploads.filter(has_text="clear.png")
    canvas = upload.locator("canvas")
    expect(canvas).to_be_visible()
    expect(upload.locator("[data-no-preview]")).to_be_hidden()
    assert canvas.evaluate(FIRST_PIXEL) == [255, 255, 255, 255]


def test_a_refused_file_of_a_plain_form_is_reported_and_the_rest_is_kept(
    open_page: OpenPage, alice: User, tmp_path: Path, problems: Problems
) -> None:
    problems.expect("400")
    page = open_page(alice, java_script_enabled=False)
    page.goto("/create")
    expect(page.get_by_text("Animations become still photos.")).to_be_visible()
    page.get_by_label("Caption").fill("Kept words")
    good = file_of(tmp_path, "boats.jpg", photograph(800, 600))
    bad = file_of(tmp_path, "letter.jpg", b"Dear photograph, you are a text. " * 40)
    page.locator("[data-files]").set_input_files([good, bad])
    page.get_by_role("button", name="Share", exact=True).click()

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("One file couldn't be uploaded. Everything else is still here.")
    expect(alert).to_contain_text("letter.jpg")
    expect(page.get_by_label("Caption")).to_have_value("Kept words")
    share(page)
    assert Post.objects.get().media.count() == 1


def test_a_double_click_on_share_makes_one_post(
    open_page: OpenPage, alice: User, tmp_path: Path
) -> None:
    page = open_page(alice)
    page.goto("/create")
    page.locator("[data-files]").set_input_files(
        file_of(tmp_path, "boats.jpg", photograph(800, 600))
    )
    expect(page.locator("[data-state=ready]")).to_be_visible()
    page.get_by_role("button", name="Share", exact=True).dblclick()
    page.wait_for_url(PERMALINK)
    page.goto("/alice/")
    assert Post.objects.count() == 1


@pytest.mark.parametrize("times", [2, 5])
def test_the_same_form_sent_again_by_the_browser_makes_one_post(
    open_page: OpenPage, alice: User, tmp_path: Path, times: int
) -> None:
    """As where the script's own guard is not there: the server has the last word."""
    page = open_page(alice)
    page.goto("/create")
    page.locator("[data-files]").set_input_files(
        file_of(tmp_path, "boats.jpg", photograph(800, 600))
    )
    expect(page.locator("[data-state=ready]")).to_be_visible()
    send = "form => fetch(form.action, {method: 'POST', body: new FormData(form)}).then(a => a.url)"
    form = page.locator("photo-composer form")
    urls = form.evaluate(f"form => Promise.all(Array({times}).fill(form).map({send}))")
    assert len(set(urls)) == Post.objects.count() == 1
