"""Hostile text, and the proof that it did no harm."""

from accounts.models import User
from posts.models import Post
from tests.factories import make_post
from tests.pages import Page

HOSTILE = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)> ' onload='alert(1)",
    "<!--<script>{{ 7|add:7 }}{% debug %}",
    "</title></textarea></template><svg onload=alert(1)>",
    "<a href=javascript:alert(1)>@bob</a>",
]


def make_hostile(author: User, text: str) -> Post:
    """A post whose every text is `text`, by a user of that display name."""
    author.display_name = author.bio = text[:60]
    author.save()
    post = make_post(author, caption=text, location=text[:100])
    post.media.update(alt=text)
    return post


def assert_harmless(page: Page, text: str) -> None:
    """The words are there to be read, and none of them became an element or an attribute."""
    assert " ".join(text.split()) in page.text
    for element in page.elements:
        assert not any(name.startswith("on") for name in element.attributes), element
        assert not (element.attributes.get("href") or "").lower().startswith("javascript:"), element
        assert element.attributes.get("src") != "x", element
        if element.tag == "script":
            assert "alert" not in element.text or element["type"] == "application/ld+json"
    assert "14" not in page.title
