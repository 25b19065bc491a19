"""The longest words, and letters taller than their lines, on the pages that show people's words."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page

from accounts.models import Passkey, User
from posts.models import (
    AuthorSettings,
    Collection,
    CollectionItem,
    Hashtag,
    HashtagFollow,
    Post,
    Save,
)
from posts.services.entities import record_caption
from posts.services.likes import like_post
from posts.services.tagged import set_tagged
from social.services import (
    add_close_friend,
    block_user,
    follow_user,
    set_private,
)
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post
from tests.browser.measuring import STICKS_OUT, show_toast
from tests.browser.problems import Problems
from tests.factories import NOW, make_comment, make_reply, make_user

# Width of the screen and the browser's size of text: 32 px is 200 %.
SCREENS = ((320, 16), (360, 16), (390, 16), (390, 32))
URL = "https://example.org/" + "a" * 60
WIDE = "W" * 2200
TALL = ("Z" + "\u0316" * 30 + "\u0301" * 30) * 5

# The blocks that tall letters stand in, and that do not keep them in.
DRAWS_OVER = r"""() => {
  const styleOf = (each) => getComputedStyle(each);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (texts.nextNode()) {
    let block = texts.currentNode.parentElement;
    if (!/\p{M}{9}/u.test(texts.currentNode.data) || block.closest("script, template, textarea"))
      continue;
    while (/^(inline|contents)$/.test(styleOf(block).display)) block = block.parentElement;
    if (styleOf(block).overflowY === "visible") found.add(`${block.tagName}.${block.className}`);
  }
  return [...found].join(" ");
}"""


@dataclass
class Gallery:
    """The widest words and the tallest: two users who follow each other, and what they posted."""

    wide: User
    tall: User
    newcomer: User
    private: list[str]
    public: list[str]


def describe(user: User, words: str, **fields: Any) -> User:
    user.display_name, user.bio = words[:64], f"{words[:200]} {URL}"
    user.website = f"https://{'w' * 60}.example/{'W' * 120}"
    user.links = [{"title": words[:40], "url": user.website}, {"title": "", "url": user.website}]
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()
    return user


def show(author: User, stored_pictures: StoredPictures, caption: str, **fields: Any) -> Post:
    post = show_post(author, stored_pictures, caption=caption, location=caption[:100], **fields)
    post.media.update(alt=URL)
    record_caption(post=post)
    return post


@pytest.fixture
def gallery(db: None, stored_pictures: StoredPictures) -> Gallery:
    wide = describe(make_user("w" * 30), WIDE, email=f"{'w' * 64}@{'w' * 60}.example")
    tall = describe(make_user("m" * 30), TALL)
    blocked, asking = (describe(make_user(f"{name:m<30}"), WIDE) for name in "ab")
    follow_user(follower=wide, following=tall)
    follow_user(follower=tall, following=wide)
    set_private(user=wide, is_private=True)
    follow_user(follower=asking, following=wide)
    add_close_friend(owner=wide, friend=tall)
    block_user(blocker=wide, blocked=blocked)
    AuthorSettings.objects.create(user=wide, reviews_tags=True, filtered_words=[WIDE[:100]])
    passkey = Passkey.objects.create(user=wide, name=TALL[:60], credential=b"")
    posts = [
        show(wide, stored_pictures, WIDE),
        show(wide, stored_pictures, TALL),
        show(tall, stored_pictures, f"#{WIDE[:100]}\n@{wide.username} {TALL[:150]}"),
    ]
    for post in posts:
        other = tall if post.author == wide else wide
        set_tagged(post=post, usernames=[other.username])
        like_post(user=other, post=post)
        Save.objects.create(user=wide, post=post)
        for words in (WIDE, TALL, URL):
            make_reply(make_comment(post, tall, words), wide, words)
    show(wide, stored_pictures, TALL, archived_at=NOW)
    for name in (WIDE[:50], TALL[:50]):
        collection = Collection.objects.create(owner=wide, name=name)
        CollectionItem.objects.create(collection=collection, post=posts[0])
    tag = Hashtag.objects.get(name=WIDE[:100].lower())
    HashtagFollow.objects.create(user=wide, hashtag=tag)
    first, _second, last = (post.get_absolute_url() for post in posts)
    own, saved = wide.get_absolute_url(), f"/{wide.username}/saved"
    public = [tall.get_absolute_url(), last, f"/tags/{tag.name}/", f"/{tall.username}/tagged"]
    private = [
        "/", own, f"{own}tagged", f"{own}followers", first, f"{first}edit", f"{first}delete",
        f"{first}likes", f"{last}collections", "/create", saved, f"{saved}/{collection.pk}",
        f"{saved}/{collection.pk}/delete", "/suggestions", "/follow-requests",
        f"/{tall.username}/block", f"/{tall.username}/remove-follower", blocked.get_absolute_url(),
        *(f"/accounts/settings/{name}/" for name in (
            "profile", "security", "passkeys", f"passkeys/{passkey.pk}/remove", "sessions", "tags",
            "hashtags", "blocked", "close-friends", "comments-and-tags",
        )),
    ]  # fmt: skip
    return Gallery(wide, tall, asking, private, public)


def fill_in(page: Page) -> None:
    """The longest word in every empty field of text."""
    for field in page.locator("main :is(textarea, input:not([type]), input[type=text])").all():
        if field.is_visible() and field.is_editable() and not field.input_value():
            field.fill(WIDE[:300])


def visit(page: Page, paths: list[str]) -> list[str]:
    """What is wrong on these pages."""
    text_size = page.context.new_cdp_session(page)
    found = []
    for path in paths:
        page.goto(path, wait_until="domcontentloaded")
        fill_in(page)
        show_toast(page, WIDE[:90], action=WIDE[:90])
        for width, size in SCREENS:
            page.set_viewport_size({"width": width, "height": 800})
            text_size.send("Page.setFontSizes", {"fontSizes": {"standard": size}})
            if excess := page.evaluate(STICKS_OUT):
                found.append(f"{path} at {width} px, {size / 16:.0%}: {excess}")
        if blocks := page.evaluate(DRAWS_OVER):
            found.append(f"{path} drawn over by {blocks}")
    return found


def test_no_word_is_wider_than_the_screen_nor_drawn_over_the_page(
    open_page: OpenPage, gallery: Gallery, problems: Problems
) -> None:
    problems.expect("media")
    for user, paths in (
        (gallery.newcomer, ["/"]),
        (gallery.wide, gallery.private + gallery.public),
        (None, [*gallery.public, gallery.wide.get_absolute_url()]),
    ):
        page = open_page(user)
        # Without its photo, alt text is text of the page.
        page.route("**/media/**", lambda route: route.abort())
        found = visit(page, paths)
        assert not found, "\n".join(found)
