"""No page of the site does what its own Content Security Policy forbids."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import URLResolver, get_resolver
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, file_of, photograph, show_post
from tests.browser.problems import Problems
from tests.factories import make_comment

INLINE = "() => document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
Watch = Callable[[Page], list[str]]


@pytest.fixture
def watch() -> Watch:
    """What the page and those after it in the same tab violate, as it happens."""

    def listen(page: Page) -> list[str]:
        violated: list[str] = []
        page.expose_function("violated", lambda report: violated.append(report))  # noqa: PLW0108 - a builtin takes no mark
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation', (event) => violated("
            "`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI}`))"
        )
        return violated

    return listen


@pytest.fixture
def _any_status(problems: Problems) -> None:
    """Pages that refuse are pages too; the admin and a bare photograph name no icon."""
    problems.expect(r"^[45]\d\d: |status of [45]\d\d")


def test_an_inline_script_would_be_noticed(
    open_page: OpenPage, watch: Watch, problems: Problems
) -> None:
    problems.expect("Content Security Policy")
    page = open_page()
    violated = watch(page)
    page.goto("/")
    page.evaluate(INLINE)
    page.wait_for_function("() => true")
    assert violated == ["/: script-src-elem inline"]


@pytest.mark.usefixtures("_any_status")
@pytest.mark.parametrize("logged_in", [True, False], ids=["logged in", "logged out"])
def test_no_page_violates_the_policy(
    open_page: OpenPage, watch: Watch, alice: User, stored_pictures: StoredPictures, logged_in: bool
) -> None:
    post = show_post(alice, stored_pictures)
    make_comment(post, alice)
    page = open_page(alice if logged_in else None)
    violated = watch(page)
    paths = [*_plain_paths(), "/alice/", f"/p/{post.shortcode}/", "/nobody/", "/admin/login/"]
    pages = [path for path in paths if _is_page(page, path)]
    assert {"/", "/accounts/login/", "/alice/", "/nobody/"} <= set(pages)
    for path in pages:
        page.goto(path)
    assert violated == []


@pytest.mark.usefixtures("_any_status")
def test_a_photo_opened_by_itself_is_shown(
    open_page: OpenPage, watch: Watch, alice: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    page = open_page()
    page.goto(f"/p/{post.shortcode}/")
    picture = page.locator("article img").first.get_attribute("src") or ""
    violated = watch(page)
    page.goto(picture)
    expect(page.locator("img")).to_be_visible()
    assert violated == []


def test_a_photo_is_previewed_and_posted_within_the_policy(
    open_page: OpenPage, watch: Watch, alice: User, tmp_path: Path
) -> None:
    page = open_page(alice)
    violated = watch(page)
    page.goto("/create")
    chosen = file_of(tmp_path, "boats.jpg", photograph(800, 600))
    page.locator("[data-files]").set_input_files(chosen)
    expect(page.locator("[data-state=ready]")).to_be_visible()
    assert violated == []


def test_the_documentation_of_the_api_works_within_the_policy(
    open_page: OpenPage, watch: Watch
) -> None:
    page = open_page()
    violated = watch(page)
    page.goto("/api/docs")
    page.get_by_role("link", name="/api/v1/auth/login", exact=True).click()
    expect(page.get_by_role("button", name="Try it out")).to_be_visible()
    assert violated == []


@pytest.mark.usefixtures("_any_status")
def test_the_admin_works_within_the_policy(
    open_page: OpenPage, watch: Watch, admin_user: User
) -> None:
    page = open_page(admin_user)
    violated = watch(page)
    for path in (
        "/admin/",
        "/admin/accounts/user/",
        f"/admin/accounts/user/{admin_user.pk}/change/",
    ):
        page.goto(path)
        expect(page.locator("#site-name")).to_be_visible()
    assert violated == []


def _is_page(page: Page, path: str) -> bool:
    response = page.request.get(path)
    return response.headers.get("content-type", "").startswith("text/html") and bool(
        response.body()
    )


def _plain_paths() -> list[str]:
    """Every route without a variable; the API's and the admin's have tests of their own."""
    return [
        path for path in _below(get_resolver(), "/") if not path.startswith(("/api/", "/admin/"))
    ]


def _below(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        path = f"{prefix}{each.pattern}".replace("^", "").replace("$", "")
        if isinstance(each, URLResolver):
            yield from _below(each, path)
        elif "<" not in path and "(" not in path:
            yield path
