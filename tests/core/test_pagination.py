"""Cursors: no row is repeated or skipped while rows are inserted and deleted."""

from datetime import UTC, datetime

import pytest

from accounts.models import User
from core.errors import DomainError
from core.ids import uuid7_at
from core.pagination import BadCursorError, Cursor, Page, paginate, read_limit
from posts.models import Comment
from tests.factories import make_comment, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def comments(alice: User, bob: User) -> list[Comment]:
    post = make_post(alice)
    return [make_comment(post, bob, text=str(number)) for number in range(7)][::-1]


def test_pages_join_without_a_seam(comments: list[Comment]) -> None:
    seen: list[Comment] = []
    cursor = None
    while True:
        page = paginate(Comment.objects.all(), cursor=cursor, limit=3)
        seen += page.items
        if page.next is None:
            break
        cursor = Cursor.parse(str(page.next))
    assert seen == comments


def test_a_restored_page_gets_those_it_shows_that_are_still_there(comments: list[Comment]) -> None:
    gone, *kept = comments[:3]
    cursor = Cursor.among(",".join(str(comment.pk) for comment in [gone, *kept]))
    gone.delete()
    assert paginate(Comment.objects.all(), cursor=cursor, limit=1) == Page(kept)


@pytest.mark.parametrize("text", ["x", ",", ",".join([str(uuid7_at(datetime.now(UTC)))] * 101)])
def test_a_page_asks_for_at_most_a_hundred_ids(text: str) -> None:
    with pytest.raises(BadCursorError):
        Cursor.among(text)


def test_the_back_link_leads_to_the_same_rows(comments: list[Comment]) -> None:
    first = paginate(Comment.objects.all(), cursor=None, limit=3)
    second = paginate(Comment.objects.all(), cursor=first.next, limit=3)
    back = paginate(Comment.objects.all(), cursor=second.previous, limit=3)
    assert back.items == first.items
    assert back.previous is None


def test_the_oldest_may_come_first(comments: list[Comment], carol: User) -> None:
    def page(cursor: Cursor | None) -> Page[Comment]:
        return paginate(Comment.objects.all(), cursor=cursor, limit=3, oldest_first=True)

    first = page(None)
    second = page(first.next)
    assert (first.previous, first.items + second.items) == (None, comments[::-1][:6])
    new = make_comment(comments[0].post, carol)
    last = page(second.next)
    assert (last.items, last.next) == ([comments[0], new], None)
    back = page(last.previous)
    assert (back.items, back.next) == (second.items, Cursor(second.items[-1].pk))
    assert (page(back.previous).items, page(back.previous).previous) == (first.items, None)


def test_a_position_with_a_time_survives_a_url() -> None:
    for at in (datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 5, 4, 3, 2, 1, 999_999, UTC)):
        cursor = Cursor(uuid7_at(at), backwards=True, at=at)
        assert Cursor.parse(str(cursor)) == cursor


def test_inserted_and_deleted_rows_do_not_shift_a_page(
    comments: list[Comment], carol: User
) -> None:
    first = paginate(Comment.objects.all(), cursor=None, limit=3)
    first.items[-1].delete()
    make_comment(comments[0].post, carol)
    second = paginate(Comment.objects.all(), cursor=first.next, limit=3)
    assert second.items == comments[3:6]


@pytest.mark.parametrize("text", ["x", "AAAA", "é", "=" * 30, "A" * 10_000, "\x00", "Pg=="])
def test_a_cursor_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadCursorError):
        Cursor.parse(text)


def test_a_cursor_survives_a_url() -> None:
    for backwards in (False, True):
        cursor = Cursor(uuid7_at(datetime.now(UTC)), backwards=backwards)
        assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize("text", ["0", "101", "-1", "x", "1.5", "٣", "9" * 400, ""])
def test_a_limit_is_a_number_from_1_to_100(text: str) -> None:
    with pytest.raises(DomainError):
        read_limit(text)
    assert [read_limit(good) for good in (None, "1", "100")] == [20, 1, 100]
