"""Parts of pages that are rendered once: what differs by viewer is shown as it is."""

import re
from collections.abc import Callable

import pytest
from django.template import Context, RequestContext, Template, engines
from django.test import Client, RequestFactory
from django.utils import translation

from accounts.models import User
from core.templatetags.slot_tags import KEPT_MAX, KeptNode
from social.services import follow_user, set_private
from tests.kept import assert_each_sees_their_own

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]


def part(content: str) -> Template:
    return Template("{% load i18n slot_tags %}" + content)


def forget() -> None:
    """As in a process that has just started."""
    for loader in engines["django"].engine.template_loaders:  # type: ignore[attr-defined]
        loader.reset()


def test_a_part_is_rendered_once_for_each_value_and_language() -> None:
    rendered = part(
        '{% kept word=word %}{{ word }} {% translate "Cancel" %} {{ other }}'
        '{% slot "differs" %}{{ other }}{% endslot %}{% endkept %}'
    )

    def read(word: str, other: str, language: str = "en") -> str:
        with translation.override(language):
            return rendered.render(Context({"word": word, "other": other}))

    assert read("one", "a") == "one Cancel a"
    assert read("one", "b") == "one Cancel b"
    assert read("two", "b") == "two Cancel b"
    assert read("one", "b", "de") == "one Abbrechen b"
    assert kept_in(rendered) == 3


def test_a_part_sees_neither_the_request_nor_the_viewer(alice: User) -> None:
    request = RequestFactory().get("/secret/")
    request.user = alice
    content = "{{ request.path }}{{ user.username }}{{ messages }}{% querystring a=1 %}"
    assert alice.username in part(content.partition("{% q")[0]).render(RequestContext(request))
    with pytest.raises(AttributeError):
        part("{% kept %}" + content + "{% endkept %}").render(RequestContext(request))
    kept = part("{% kept %}" + content.partition("{% q")[0] + "{% endkept %}")
    assert kept.render(RequestContext(request)) == ""


def test_a_part_is_not_kept_by_what_may_change(alice: User) -> None:
    kept = part("{% kept person=person %}{{ person.username }}{% endkept %}")
    with pytest.raises(TypeError):
        kept.render(Context({"person": alice}))


def test_what_differs_in_each_response_is_a_slot() -> None:
    kept = part('{% kept %}<i nonce="{{ csp_nonce }}">{% csrf_token %}{% endkept %}')
    pages = [
        kept.render(Context({"csp_nonce": f'"{word}', "csrf_token": word})) for word in ("a", "b")
    ]
    assert [re.findall(r'nonce="([^"]+)">|value="(\w+)"', page) for page in pages] == [
        [("&quot;a", ""), ("", "a")],
        [("&quot;b", ""), ("", "b")],
    ]


def test_no_more_is_kept_than_the_bound_allows() -> None:
    kept = part("{% kept number=number %}{{ number }}{% endkept %}")
    for number in range(KEPT_MAX + 10):
        assert kept.render(Context({"number": number})) == str(number)
    assert kept_in(kept) <= KEPT_MAX


def test_viewers_who_meet_the_same_kept_frame_see_each_their_own(
    alice: User, bob: User, carol: User, dave: User, client_of: ClientOf
) -> None:
    """Each as when nothing had been kept, whoever came before."""
    set_private(user=bob, is_private=True)
    follow_user(follower=dave, following=bob)
    User.objects.filter(pk=carol.pk).update(language="ar", avatar="ab/cd/x.webp")
    browsers = [Client(), *map(client_of, (alice, bob, carol, dave))]
    paths = ["/", "/accounts/settings/appearance/", "/alice/", "/bob/", "/create", "/nobody.here/"]
    views = [(browser, path) for browser in browsers for path in paths]

    def read(view: tuple[Client, str]) -> str:
        browser, path = view
        return without_tokens(browser.get(path).content.decode())

    seen = assert_each_sees_their_own(views, read, forget=forget)
    assert len(set(seen)) >= len(views) - 1  # a visitor is sent from /create to log in


def test_each_response_has_a_nonce_of_its_own_and_each_viewer_a_token(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    nonces, secrets = set(), set()
    for browser in (client_of(alice), client_of(bob), client_of(bob)):
        response = browser.get("/accounts/settings/")
        page = response.content.decode()
        [nonce] = set(re.findall(r'nonce="([^"]*)"', page))
        assert nonce
        assert f"'nonce-{nonce}'" in response.headers["Content-Security-Policy"]
        nonces.add(nonce)
        tokens = re.findall(r'(?:csrfmiddlewaretoken" value=|"X-CSRFToken": )"(\w+)"', page)
        assert len(tokens) > 1
        secrets.add(browser.cookies["csrftoken"].value)
    assert len(nonces) == len(secrets) == 3


def kept_in(rendered: Template) -> int:
    """How often its part was rendered."""
    [node] = rendered.nodelist.get_nodes_by_type(KeptNode)
    assert isinstance(node, KeptNode)
    return len(node._kept)


def without_tokens(page: str) -> str:
    page = re.sub(r'nonce="[^"]*"', "", page)
    return re.sub(r'((?:csrfmiddlewaretoken" value=|"X-CSRFToken": )")\w+"', r"\1", page)
