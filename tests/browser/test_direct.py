"""Two or three people who write to each other."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from accounts.models import User
from messaging.models import Conversation, Message, MessageSettings
from social.services import block_user
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, file_of, photograph, show_post
from tests.browser.problems import Problems
from tests.direct.writing import befriend
from tests.factories import make_conversation, make_message

pytestmark = pytest.mark.usefixtures("processing")


@pytest.fixture
def conversation(alice: User, bob: User) -> Conversation:
    befriend(alice, bob)
    return make_conversation(alice, bob)


def open_conversation(page: Page, conversation: Conversation) -> Locator:
    """Its field."""
    page.goto(f"/direct/{conversation.pk}/")
    return page.get_by_label("Message", exact=True)


def write(page: Page, text: str) -> None:
    page.get_by_label("Message", exact=True).fill(text)
    page.keyboard.press("Enter")


def bubbles(page: Page) -> Locator:
    return page.locator("#lines .message-bubble")


def menu_of(page: Page, text: str) -> None:
    line = page.locator("#lines > .message").filter(has_text=text).last
    line.hover()
    line.get_by_role("button", name="Options for this message").click()


def test_a_chat_arrives_with_typing_and_seen(
    open_page: OpenPage, alice: User, bob: User, conversation: Conversation
) -> None:
    one, other = open_page(alice), open_page(bob)
    field = open_conversation(one, conversation)
    open_conversation(other, conversation)
    field.press_sequentially("Hi")
    expect(other.get_by_text("alice is typing…")).to_be_visible()
    field.fill("")
    write(one, "Hello Bob")
    expect(bubbles(one)).to_have_text(["Hello Bob"])
    expect(bubbles(other)).to_have_text(["Hello Bob"])
    expect(other.get_by_text("alice is typing…")).to_be_hidden()
    expect(one.locator("#message-state")).to_have_text("Seen")
    other.get_by_label("Message", exact=True).fill("Two")
    other.keyboard.press("Shift+Enter")
    other.keyboard.type("lines")
    other.keyboard.press("Enter")
    expect(bubbles(one)).to_have_text(["Hello Bob", "Two\nlines"])
    assert list(Message.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]


def test_the_badge_and_the_list_follow(
    open_page: OpenPage, alice: User, bob: User, conversation: Conversation
) -> None:
    reader, writer = open_page(bob), open_page(alice)
    reader.goto("/direct/")
    badge = reader.get_by_role("navigation").get_by_role("link", name="Messages")
    expect(badge).not_to_contain_text("1")
    open_conversation(writer, conversation)
    write(writer, "News")
    expect(badge).to_contain_text("1")
    row = reader.locator("#conversation-list .direct-row")
    expect(row).to_contain_text("News")
    expect(row).to_contain_text("1 unread message")
    row.click()
    expect(bubbles(reader)).to_have_text(["News"])
    expect(badge).not_to_contain_text("1")


def test_what_is_written_offline_is_sent_in_order_when_the_connection_is_back(
    open_page: OpenPage, problems: Problems, alice: User, bob: User, conversation: Conversation
) -> None:
    problems.expect("ERR_INTERNET_DISCONNECTED|WebSocket")
    one, other = open_page(alice), open_page(bob)
    open_conversation(one, conversation)
    open_conversation(other, conversation)
    one.context.set_offline(True)
    expect(one.get_by_text("You're offline.")).to_be_visible()
    for text in ("First", "Second", "Third"):
        write(one, text)
    expect(one.get_by_text("Not sent")).to_have_count(3)
    assert not Message.objects.exists()
    write(other, "Are you there?")
    expect(other.locator("#message-state")).to_have_text("Sent")
    one.context.set_offline(False)
    expect(bubbles(one)).to_have_text(["Are you there?", "First", "Second", "Third"])
    expect(bubbles(other)).to_have_text(["Are you there?", "First", "Second", "Third"])
    expect(one.get_by_text("Not sent")).to_have_count(0)
    expect(one.get_by_text("You're offline.")).to_be_hidden()
    assert Message.objects.count() == 4


def test_a_lost_answer_makes_no_second_message(
    open_page: OpenPage, problems: Problems, alice: User, bob: User, conversation: Conversation
) -> None:
    problems.expect("ERR_FAILED")
    one, other = open_page(alice), open_page(bob)
    open_conversation(one, conversation)
    open_conversation(other, conversation)

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    one.route("**/direct/**", lose)
    write(one, "Once")
    expect(bubbles(other)).to_have_text(["Once"])
    # By a live event the page learns that it was sent.
    expect(bubbles(one)).to_have_text(["Once"])
    expect(one.get_by_text("Not sent")).to_have_count(0)
    one.unroute("**/direct/**")
    write(one, "Twice")
    expect(bubbles(other)).to_have_text(["Once", "Twice"])
    assert Message.objects.count() == 2


def test_what_is_refused_is_said_and_can_be_discarded(
    open_page: OpenPage, problems: Problems, alice: User, bob: User, conversation: Conversation
) -> None:
    problems.expect("404")
    page = open_page(alice)
    open_conversation(page, conversation)
    block_user(blocker=bob, blocked=alice)
    write(page, "Still there?")
    expect(page.get_by_text("Not sent")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(bubbles(page)).to_have_count(0)


def test_what_was_not_sent_is_sent_by_the_next_page(
    open_page: OpenPage, problems: Problems, alice: User, conversation: Conversation
) -> None:
    problems.expect("ERR_INTERNET_DISCONNECTED|WebSocket")
    page = open_page(alice)
    open_conversation(page, conversation)
    page.context.set_offline(True)
    write(page, "From the train")
    expect(page.get_by_text("Not sent")).to_be_visible()
    page.close()
    later = page.context.new_page()
    page.context.set_offline(False)
    open_conversation(later, conversation)
    expect(later.locator("#lines > [data-seq] .message-bubble")).to_have_text(["From the train"])
    expect(bubbles(later)).to_have_count(1)
    assert Message.objects.get().text == "From the train"


def test_a_draft_stays_with_its_conversation(
    open_page: OpenPage, alice: User, carol: User, conversation: Conversation
) -> None:
    other = make_conversation(alice, carol)
    page = open_page(alice)
    open_conversation(page, conversation).fill("Not finished")
    expect(open_conversation(page, other)).to_have_value("")
    expect(open_conversation(page, conversation)).to_have_value("Not finished")
    page.keyboard.press("Enter")
    expect(bubbles(page)).to_have_text(["Not finished"])
    expect(open_conversation(page, conversation)).to_have_value("")


def test_older_messages_come_without_a_jump(
    open_page: OpenPage, alice: User, bob: User, conversation: Conversation
) -> None:
    for number in range(75):
        make_message(conversation, bob, f"Message {number}")
    page = open_page(alice)
    open_conversation(page, conversation)
    expect(bubbles(page).last).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    mark = bubbles(page).first
    number = int(str(mark.text_content()).split()[1])
    kept = page.locator("#lines .message-bubble").filter(has_text=re.compile(f"^Message {number}$"))
    log = page.get_by_role("log")
    kept.scroll_into_view_if_needed()
    expect(bubbles(page).filter(has_text=re.compile(f"^Message {number - 1}$"))).to_be_attached()
    expect(kept).to_be_in_viewport()
    log.evaluate("log => log.scrollTo(0, -log.scrollHeight)")
    expect(bubbles(page)).to_have_count(75)
    shown = [str(each).split()[1] for each in bubbles(page).all_text_contents()]
    assert shown == [str(number) for number in range(75)]


def test_reply_react_and_unsend(
    open_page: OpenPage, alice: User, bob: User, conversation: Conversation
) -> None:
    make_message(conversation, bob, "Tea or coffee?")
    one, other = open_page(alice), open_page(bob)
    open_conversation(one, conversation)
    open_conversation(other, conversation)
    menu_of(one, "Tea or coffee?")
    one.get_by_role("link", name="Reply").click()
    expect(one.get_by_text("Replying to")).to_be_visible()
    write(one, "Tea")
    expect(other.locator(".message-quoted")).to_have_text("Tea or coffee?")
    menu_of(one, "Tea or coffee?")
    one.get_by_role("button", name="👍").click()
    expect(one.locator(".message-reactions")).to_contain_text("👍")
    expect(other.locator(".message-reactions")).to_contain_text("👍")
    line = one.locator("#lines > .message[data-own]")
    line.hover()
    line.get_by_role("button", name="Options for this message").click()
    one.get_by_role("button", name="Unsend").click()
    one.get_by_role("dialog").get_by_role("button", name="Unsend").last.click()
    expect(bubbles(one).last).to_have_text("Unsent message")
    expect(bubbles(other).last).to_have_text("Unsent message")


def test_a_request_is_accepted(open_page: OpenPage, alice: User, carol: User) -> None:
    stranger, page = open_page(carol), open_page(alice)
    stranger.goto("/alice/")
    stranger.get_by_role("link", name="Message", exact=True).click()
    write(stranger, "Hello, we have not met")
    expect(stranger.locator("#message-state")).to_have_text("Sent")
    page.goto("/direct/")
    page.get_by_role("link", name="Message requests").click()
    page.locator(".direct-row").click()
    expect(bubbles(page)).to_have_text(["Hello, we have not met"])
    expect(page.get_by_label("Message", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Accept").click()
    expect(stranger.locator("#message-state")).to_have_text("Seen")
    write(page, "Now we have")
    expect(bubbles(stranger).last).to_have_text("Now we have")


def test_a_group_of_three(open_page: OpenPage, alice: User, bob: User, carol: User) -> None:
    befriend(alice, bob, carol)
    page = open_page(alice)
    page.goto("/direct/new/")
    page.get_by_role("searchbox", name="Search by name").press_sequentially("bob")
    expect(page.get_by_role("checkbox")).to_have_count(1)
    page.get_by_role("checkbox", name="bob").check()
    page.get_by_role("searchbox", name="Search by name").fill("car")
    expect(page.get_by_role("checkbox")).to_have_count(2)
    page.get_by_role("checkbox", name="carol").check()
    page.get_by_role("button", name="Chat").click()
    page.get_by_label("Group name").fill("Three of us")
    page.get_by_role("button", name="Create group").click()
    page.wait_for_url(re.compile(r"/direct/[0-9a-f-]{36}/"))
    others = [open_page(bob), open_page(carol)]
    for other in others:
        other.goto(page.url)
    write(page, "Welcome")
    for other in others:
        expect(bubbles(other)).to_have_text(["Welcome"])
    expect(page.locator("#message-state")).to_contain_text("bob")
    expect(page.locator("#message-state")).to_contain_text("carol")
    write(others[0], "Thanks")
    write(others[1], "Hi")
    expect(bubbles(page)).to_have_count(3)
    assert Message.objects.count() == 3


def test_a_post_is_sent_from_its_page(
    open_page: OpenPage,
    stored_pictures: StoredPictures,
    alice: User,
    bob: User,
    conversation: Conversation,
) -> None:
    post = show_post(bob, stored_pictures, caption="A lighthouse at dusk")
    page = open_page(alice)
    page.goto(f"/p/{post.shortcode}/")
    page.get_by_role("link", name="Send in message").first.click()
    page.get_by_role("radio", name="bob").first.check()
    page.get_by_label("Message", exact=True).fill("Look")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".message-card")).to_contain_text("A lighthouse at dusk")
    expect(bubbles(page)).to_have_text(["Look"])
    page.locator(".message-card").click()
    page.wait_for_url(f"**/p/{post.shortcode}/")


def test_on_a_phone_one_pane_is_shown(
    open_page: OpenPage, alice: User, bob: User, conversation: Conversation
) -> None:
    make_message(conversation, bob, "x" * 500)
    page = open_page(alice, viewport={"width": 390, "height": 800})
    page.goto("/direct/")
    expect(page.get_by_role("navigation", name="Main").last).to_be_visible()
    page.locator(".direct-row").click()
    expect(bubbles(page).last).to_be_visible()
    expect(page.locator("#conversation-list")).to_be_hidden()
    expect(page.locator(".bottom-bar")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Back").click()
    expect(page.locator("#conversation-list")).to_be_visible()


def test_without_javascript_people_write_too(
    open_page: OpenPage, alice: User, bob: User, conversation: Conversation
) -> None:
    make_message(conversation, bob, "Question")
    page = open_page(alice, java_script_enabled=False)
    page.goto("/direct/")
    expect(page.get_by_role("link", name="Messages")).to_contain_text("1")
    page.locator(".direct-row").click()
    expect(bubbles(page).last).to_be_in_viewport()
    page.get_by_role("button", name="Options for this message").click()
    page.get_by_role("link", name="Reply").click()
    page.get_by_label("Message", exact=True).fill("Answer")
    page.get_by_role("button", name="Send").click()
    expect(bubbles(page)).to_have_text(["Question", "Answer"])
    expect(page.locator(".message-quoted")).to_have_text("Question")
    page.get_by_role("button", name="Options for this message").first.click()
    page.get_by_role("button", name="👍").click()
    expect(page.locator(".message-reactions")).to_contain_text("👍")


def test_presence_is_shown_and_can_be_hidden(
    open_page: OpenPage, alice: User, bob: User, conversation: Conversation
) -> None:
    make_message(conversation, bob)
    page = open_page(alice)
    page.goto("/direct/")
    face = page.locator("#conversation-list [data-presence]")
    other = open_page(bob)
    other.goto("/direct/")
    expect(face).to_have_attribute("data-online", "")
    MessageSettings.objects.create(user=bob, shows_presence=False)
    page.reload()
    expect(face).not_to_have_attribute("data-online", "")


def test_a_photo_is_sent_and_comes_to_the_other_once_it_is_ready(
    open_page: OpenPage, alice: User, bob: User, conversation: Conversation, tmp_path: Path
) -> None:
    one, other = open_page(alice), open_page(bob)
    for page in (one, other):
        open_conversation(page, conversation)
    send = one.get_by_role("button", name="Send", exact=True)
    expect(send).to_be_disabled()
    one.get_by_label("Add a photo").set_input_files(
        file_of(tmp_path, "boats.jpg", photograph(800, 600))
    )
    expect(one.get_by_text("boats.jpg")).to_be_visible()
    send.click()
    for page in (one, other):
        expect(page.locator("#lines .message-photo img")).to_be_visible()
    assert Message.objects.get().media_id
