import pytest
from django.template import Context, Template

from posts.models import Media
from posts.templatetags.post_tags import linkify, linkify_bio


@pytest.fixture
def media() -> Media:
    return Media(
        status=Media.Status.READY,
        folder="ab/cd/abcd",
        renditions=[[320, 400], [640, 800]],
        blurhash="LEHV6nWB2yk8pyo0adR*.7kCMdnj",
    )


def show(media: Media, options: str) -> str:
    source = f"{{% load post_tags %}}{{% picture media sizes='100vw' {options} %}}"
    return Template(source).render(Context({"media": media}))


def test_a_picture_is_rendered_in_every_format_with_size_and_placeholder(media: Media) -> None:
    page = show(media, "")
    assert 'type="image/avif"' in page
    assert 'type="image/webp"' in page
    assert 'width="640"' in page
    assert 'height="800"' in page
    assert 'data-hash="LEHV6nWB2yk8pyo0adR*.7kCMdnj"' in page


def test_a_picture_without_avif_offers_none(media: Media) -> None:
    media.has_avif = False
    page = show(media, "")
    assert "avif" not in page
    assert 'type="image/webp"' in page


def test_a_picture_waits_until_it_is_near_and_the_first_one_does_not(media: Media) -> None:
    assert 'loading="lazy"' in show(media, "")
    eager = show(media, "eager=True")
    assert 'fetchpriority="high"' in eager
    assert "lazy" not in eager


def test_a_photo_without_alt_text_names_its_author(media: Media) -> None:
    assert 'alt="Photo by Alice"' in show(media, "alt='Photo by Alice'")
    media.alt = "A <red> route"
    assert 'alt="A &lt;red&gt; route"' in show(media, "alt='Photo by Alice'")


def test_names_in_a_text_become_links() -> None:
    assert linkify("With @Bob.", {"bob"}) == 'With <a href="/bob/" dir="ltr">@Bob</a>.'


def test_an_unknown_username_stays_text() -> None:
    assert linkify("@nobody bob@example.org", {"bob"}) == "@nobody bob@example.org"


def test_user_text_cannot_become_markup() -> None:
    assert linkify("<b>@bob</b>", {"bob"}).startswith("&lt;b&gt;<a ")


def test_a_link_in_a_bio_is_a_link_and_in_a_caption_text() -> None:
    text = "#sea at https://example.org/?a=1&b=<2>."
    link = (
        '<a href="https://example.org/?a=1&amp;b=&lt;2&gt;" rel="nofollow ugc noopener" '
        'target="_blank" dir="ltr">https://example.org/?a=1&amp;b=&lt;2&gt;</a>'
    )
    tag = '<a href="/tags/sea/" class="tag"><span class="tag-sign">#</span>sea</a>'
    assert linkify_bio(text, ()) == f"{tag} at {link}."
    assert linkify(text, ()) == f"{tag} at https://example.org/?a=1&amp;b=&lt;2&gt;."
    assert "<a" not in linkify_bio("javascript://x.org/%0aalert(1)", ())
