"""Saving by plain forms and by HTMX, and the pages of saved posts."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from posts.models import Collection, CollectionItem, Post, Save
from posts.services.collections import create_collection
from posts.services.saves import save_post
from social.services import set_private
from tests.factories import make_post
from tests.pages import Page
from tests.posts.hostile import HOSTILE, assert_harmless, make_hostile

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice, caption="A pier")


@pytest.fixture
def path(post: Post) -> str:
    return f"/p/{post.shortcode}"


@pytest.fixture
def collection(bob: User) -> Collection:
    return create_collection(owner=bob, name="Piers")


def shown(page: Page) -> list[str]:
    """The addresses of the posts on a page, in order."""
    links = [link["href"] for link in page.all("a", href=None)]
    return [link for link in links if link.startswith("/p/") and link.endswith("/")]


def test_a_form_saves_and_returns_to_its_page(
    post: Post, path: str, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    response = browser.post(f"{path}/save", {"saved": "1", "next": "/?cursor=x#post-y"})
    assert (response.status_code, response["Location"]) == (302, "/?cursor=x#post-y")
    response = browser.post(f"{path}/save", {"saved": "1", "next": "//evil.example/"})
    assert response["Location"] == f"{path}/"
    assert Save.objects.filter(post=post, user=bob).count() == 1
    page = Page(browser.get(f"{path}/"))
    assert page.one("input", name="saved")["value"] == "0"
    assert page.one("button", aria_label="Save")["aria-pressed"] == "true"
    browser.post(f"{path}/save", {"saved": "0"})
    assert not Save.objects.exists()


def test_htmx_gets_the_button_and_the_undo(
    post: Post, path: str, bob: User, collection: Collection, client_of: ClientOf
) -> None:
    save_post(post=post, user=bob, collection_id=collection.pk)
    browser = client_of(bob)
    page = Page(browser.post(f"{path}/save", {"saved": "0"}, headers=HTMX))
    assert page.all("html") == []
    assert page.one("button", aria_pressed=None)["aria-pressed"] == "false"
    left = page.one("input", name="collection")["value"]
    assert left == str(collection.pk)
    body = {"saved": "1", "collection": [left, "nonsense", str(uuid4())]}
    page = Page(browser.post(f"{path}/save", body, headers=HTMX))
    assert page.one("button", aria_pressed=None)["aria-pressed"] == "true"
    assert page.all("input", name="collection") == []
    assert CollectionItem.objects.get().post_id == post.pk


def test_the_anonymous_are_sent_to_log_in(path: str, client: Client) -> None:
    link = Page(client.get(f"{path}/")).one("a", aria_label="Log in to save")
    assert link["href"] == f"/accounts/login/?next={path}/"
    for address in (f"{path}/save", f"{path}/collections/{uuid4()}"):
        response = client.post(address, {"saved": "1", "in": "1"})
        assert response["Location"].startswith("/accounts/login/")
    for address in ("/bob/saved", f"/bob/saved/{uuid4()}", "/bob/saved/new", f"{path}/collections"):
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    assert not Save.objects.exists()


def test_saves_are_private(
    post: Post, alice: User, bob: User, collection: Collection, client_of: ClientOf
) -> None:
    save_post(post=post, user=bob, collection_id=collection.pk)
    for rest in (
        "",
        "/new",
        f"/{collection.pk}",
        f"/{collection.pk}/rename",
        f"/{collection.pk}/delete",
    ):
        assert client_of(bob).get(f"/bob/saved{rest}").status_code == 200
        assert client_of(alice).get(f"/bob/saved{rest}").status_code == 404
        assert client_of(alice).post(f"/bob/saved{rest}", {"name": "x"}).status_code in {404, 405}
        assert client_of(alice).get(f"/nobody/saved{rest}").status_code == 404
        if str(collection.pk) in rest:
            assert client_of(alice).get(f"/alice/saved{rest}").status_code == 404
    collection.refresh_from_db()
    assert collection.name == "Piers"


def test_a_name_in_other_letters_is_the_same(bob: User, client_of: ClientOf) -> None:
    assert client_of(bob).get("/BOB/saved?q=x")["Location"] == "/bob/saved?q=x"


def test_the_grid_goes_on_by_links_and_by_htmx(alice: User, bob: User, client_of: ClientOf) -> None:
    addresses: list[str] = []
    for _ in range(50):
        post = make_post(alice, caption="A pier")
        save_post(post=post, user=bob)
        addresses.insert(0, post.get_absolute_url())
    browser = client_of(bob)
    for start in ("/bob/saved", "/bob/saved?q=pie"):
        first = Page(browser.get(start))
        assert shown(first) == addresses[:24]
        following = first.one("a", class_="button button-quiet")["href"]
        part = Page(browser.get(following, headers=HTMX))
        assert shown(Page(browser.get(following))) == shown(part) == addresses[24:48]
        assert part.all("html") == []
        rest = Page(browser.get(part.one("span", hx_get=None)["hx-get"], headers=HTMX))
        assert shown(rest) == addresses[48:]
        assert rest.all("span", hx_get=None) == []


def test_the_page_is_searched_by_a_form_and_by_htmx(
    post: Post, alice: User, bob: User, collection: Collection, client_of: ClientOf
) -> None:
    other = make_post(alice, caption="A harbour")
    for each in (post, other):
        save_post(post=each, user=bob, collection_id=collection.pk)
    browser = client_of(bob)
    for start in ("/bob/saved", f"/bob/saved/{collection.pk}"):
        page = Page(browser.get(f"{start}?q=PIE"))
        assert shown(page) == [post.get_absolute_url()]
        assert page.one("input", id="saved-search")["value"] == "PIE"
        part = Page(browser.get(f"{start}?q=PIE", headers=HTMX))
        assert (shown(part), part.all("html")) == ([post.get_absolute_url()], [])
        nothing = Page(browser.get(f"{start}?q=lighthouse"))
        assert "No results" in nothing.text
        assert nothing.one("input", id="saved-search")["value"] == "lighthouse"
        assert browser.get(f"{start}?q=%00%27").status_code == 200


def test_an_empty_saved_page_explains_saving(bob: User, client_of: ClientOf) -> None:
    page = Page(client_of(bob).get("/bob/saved"))
    assert "Nothing saved yet" in page.text
    assert page.all("input", id="saved-search") == []
    collection = create_collection(owner=bob, name="Piers")
    page = Page(client_of(bob).get(f"/bob/saved/{collection.pk}"))
    assert "This collection is empty" in page.text
    assert page.one("a", class_="button button-ink")["href"] == "/bob/saved"


def test_a_post_that_became_private_is_not_shown(
    post: Post, alice: User, bob: User, collection: Collection, client_of: ClientOf
) -> None:
    save_post(post=post, user=bob, collection_id=collection.pk)
    pages = ("/bob/saved", f"/bob/saved/{collection.pk}")
    assert [len(shown(Page(client_of(bob).get(page)))) for page in pages] == [1, 1]
    set_private(user=alice, is_private=True)
    assert [len(shown(Page(client_of(bob).get(page)))) for page in pages] == [0, 0]
    assert "0 posts" in Page(client_of(bob).get("/bob/saved")).text


def test_the_shelves_go_on_by_links_and_by_htmx(bob: User, client_of: ClientOf) -> None:
    made = [
        create_collection(owner=bob, name=f"Collection {number:02}").name for number in range(15)
    ]
    browser = client_of(bob)

    def names(page: Page) -> list[str]:
        return [name.text for name in page.all("bdi") if name.text.startswith("Collection ")]

    first = Page(browser.get("/bob/saved"))
    assert names(first) == made[:2:-1]
    following = first.one("a", class_="button button-quiet px-3")["href"]
    part = Page(browser.get(following, headers=HTMX))
    assert names(part) == names(Page(browser.get(following))) == made[2::-1]
    assert part.all("html") == []


def test_a_collection_is_made_renamed_and_deleted_by_forms(
    post: Post, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    response = browser.post("/bob/saved/new", {"name": " Piers "})
    collection = Collection.objects.get()
    path = f"/bob/saved/{collection.pk}"
    assert (response.status_code, response["Location"]) == (302, path)
    save_post(post=post, user=bob, collection_id=collection.pk)
    assert Page(browser.get(path)).one("h1").text == "Piers"
    assert Page(browser.get(f"{path}/rename")).one("input", id="id_name")["value"] == "Piers"
    assert browser.post(f"{path}/rename", {"name": "Quays"})["Location"] == path
    assert Page(browser.get(path)).one("h1").text == "Quays"
    assert "stay saved" in Page(browser.get(f"{path}/delete")).text
    assert Collection.objects.exists()
    response = browser.post(f"{path}/delete")
    assert response["Location"] == "/bob/saved"
    assert "still saved" in Page(browser.get("/bob/saved")).text
    assert not Collection.objects.exists()
    assert Save.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("  ", "Enter a name."), ("\u202e", "Enter a name."), ("x" * 51, "50 characters"),
     ("PIERS", "with that name"), ("a\0b", "Null")],
)  # fmt: skip
def test_a_bad_name_is_kept_in_its_form(
    name: str, sentence: str, path: str, bob: User, collection: Collection, client_of: ClientOf
) -> None:
    other = create_collection(owner=bob, name="Other")
    browser = client_of(bob)
    forms = ("/bob/saved/new", f"/bob/saved/{other.pk}/rename", f"{path}/collections")
    for address in forms:
        page = Page(browser.post(address, {"name": name}), status=422)
        field = page.one("input", name="name", aria_invalid="true")
        assert field["value"].strip() == name.strip()
        assert sentence in page.text
    part = Page(browser.post(forms[2], {"name": name}, headers=HTMX), status=422)
    assert sentence in part.one("p", role="alert").text
    assert part.all("html") == part.all("ul") == []
    assert not Save.objects.exists()
    assert Collection.objects.count() == 2


def test_collections_of_a_post_are_chosen_without_scripts(
    post: Post, path: str, bob: User, collection: Collection, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    empty = Page(browser.get(f"/bob/saved/{collection.pk}"))
    assert empty.all("a", data_collections=None) == []
    save_post(post=post, user=bob)
    link = Page(browser.get("/bob/saved")).one("a", data_collections=None)
    address = link["href"]
    assert address == f"{path}/collections?next=/bob/saved"
    page = Page(browser.get(address))
    assert page.one("a", class_="button button-quiet mt-4 w-full")["href"] == "/bob/saved"
    button = page.one("button", id=f"choice-{collection.pk}")
    assert button["aria-pressed"] == "false"
    for wanted, pressed in (("1", "true"), ("1", "true"), ("0", "false"), ("0", "false")):
        body = {"in": wanted, "next": address}
        response = browser.post(f"{path}/collections/{collection.pk}", body)
        assert response["Location"] == address
        button = Page(browser.get(address)).one("button", id=f"choice-{collection.pk}")
        assert button["aria-pressed"] == pressed
    response = browser.post(f"{path}/collections", {"name": "Quays", "next": address})
    assert response["Location"] == address
    assert CollectionItem.objects.get().collection.name == "Quays"
    assert parse_qs(urlsplit(address).query) == {"next": ["/bob/saved"]}


def test_htmx_gets_a_dialog_and_then_the_choice(
    post: Post, path: str, bob: User, collection: Collection, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    dialog = Page(browser.get(f"{path}/collections", headers=HTMX))
    assert dialog.one("dialog")["aria-labelledby"] == dialog.one("h2")["id"]
    assert dialog.all("html") == []
    response = browser.post(f"{path}/collections/{collection.pk}", {"in": "1"}, headers=HTMX)
    choice = Page(response)
    assert choice.one("button", id=f"choice-{collection.pk}")["aria-pressed"] == "true"
    assert choice.all("dialog") == []
    assert str(post.pk) in response["HX-Trigger"]
    assert Save.objects.filter(post=post, user=bob).exists()
    choice = Page(browser.post(f"{path}/collections", {"name": "Quays"}, headers=HTMX))
    pressed = choice.all("button", aria_pressed="true")
    assert [button.text.strip() for button in pressed] == ["Quays", "Piers"]


def test_others_collections_take_and_give_nothing(
    post: Post, path: str, alice: User, bob: User, collection: Collection, client_of: ClientOf
) -> None:
    save_post(post=post, user=bob, collection_id=collection.pk)
    browser = client_of(alice)
    assert browser.post(f"{path}/collections/{collection.pk}", {"in": "1"}).status_code == 400
    assert browser.post(f"{path}/collections/{collection.pk}", {"in": "0"}).status_code == 404
    assert browser.post(f"{path}/collections/{uuid4()}", {"in": "1"}).status_code == 400
    assert CollectionItem.objects.filter(collection=collection).count() == 1
    assert not Save.objects.filter(user=alice).exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, bob: User, client_of: ClientOf) -> None:
    post = make_hostile(bob, text)
    collection = create_collection(owner=bob, name=text[:50], post=post)
    browser = client_of(bob)
    for address in (
        "/bob/saved",
        f"/bob/saved/{collection.pk}",
        f"/bob/saved/{collection.pk}/delete",
        f"/p/{post.shortcode}/collections",
    ):
        assert_harmless(Page(browser.get(address)), text[:50].strip())
    page = Page(browser.get("/bob/saved", {"q": text}))
    assert page.one("input", id="saved-search")["value"] == text


@pytest.mark.parametrize("number", [1, 20])
def test_the_page_costs_eight_queries(
    number: int,
    alice: User,
    bob: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in range(number):
        post = make_post(alice, photographs=2)
        create_collection(owner=bob, name=f"Collection {place}", post=post)
    browser = client_of(bob)
    browser.get("/create")  # the session is in the cache from here on
    # viewer · saves · posts with author, like and save · media · tagged
    # collections · items with counts · first photographs · unread conversations
    with django_assert_num_queries(9):
        assert len(shown(Page(browser.get("/bob/saved")))) == number
    collection = Collection.objects.latest("pk")
    # viewer · collection · its count · its cover · items · posts · media · tagged
    # · unread conversations
    with django_assert_num_queries(9):
        browser.get(f"/bob/saved/{collection.pk}")
    # viewer · post · collections
    with django_assert_num_queries(3):
        browser.get(f"/p/{post.shortcode}/collections", headers=HTMX)
