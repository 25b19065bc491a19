from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import ngettext

from core.templatetags.core_tags import count, counted, how_long_ago, json_ld, short_number

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1K"),
        (1_234, "1.2K"),
        (1_999, "1.9K"),
        (12_345, "12.3K"),
        (999_999, "999.9K"),
        (1_000_000, "1M"),
        (2_560_000_000, "2.5B"),
    ],
)
def test_numbers_are_cut_short(number: int, shown: str) -> None:
    assert short_number(number) == shown


def test_a_short_number_has_the_exact_one_in_its_title() -> None:
    assert count(1_234_567) == '<span title="1,234,567">1.2M</span>'


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-5, "now"),
        (59, "now"),
        (60, "1 min"),
        (3_599, "59 min"),
        (3 * 3_600, "3 h"),
        (2 * 86_400, "2 d"),
        (34 * 86_400, "4 w"),
        (36 * 86_400, "February 2"),
        (400 * 86_400, "February 3, 2025"),
    ],
)
def test_times_are_written_as_people_say_them(seconds: int, shown: str) -> None:
    assert how_long_ago(NOW - timedelta(seconds=seconds), now=NOW) == shown


@pytest.mark.parametrize(
    ("weeks", "shown"), [(1, "أسبوع"), (2, "أسبوعان"), (3, "3 أسابيع"), (4, "4 أسابيع")]
)
def test_weeks_are_counted_as_in_arabic(weeks: int, shown: str) -> None:
    with translation.override("ar"):
        assert how_long_ago(NOW - timedelta(weeks=weeks), now=NOW) == shown


@pytest.mark.parametrize(("likes", "shown"), [(1, "إعجاب واحد"), (2, "إعجابان"), (3, "إعجابات")])
def test_one_and_two_are_words_in_arabic(likes: int, shown: str) -> None:
    with translation.override("ar"):
        sentence = counted(
            "likes", likes, zero="", say=lambda n: ngettext("{} like", "{} likes", n)
        )
    assert shown in sentence
    assert ("hidden" in sentence) == (likes < 3)


def render(source: str) -> str:
    return Template("{% load core_tags %}" + source).render(Context({"then": NOW}))


def test_a_time_carries_the_full_date_for_machines_and_in_its_title() -> None:
    for source in ("{% ago then %}", "{% day then %}", "{% time then 'edited' %}"):
        page = render(source)
        assert '<time datetime="2026-03-10T12:00:00+00:00"' in page
        assert 'title="March 10, 2026 at 12:00 PM UTC"' in page
    assert ">edited</time>" in page


@pytest.mark.parametrize(
    ("now", "ago", "day"),
    [
        (NOW + timedelta(days=34), ">4 w<", " data-day>March 10<"),
        (NOW + timedelta(days=35), " data-day>March 10<", " data-day>March 10<"),
        (NOW + timedelta(days=300), " data-day>March 10, 2026<", " data-day>March 10, 2026<"),
    ],
)
def test_a_day_is_marked_for_the_readers_time_zone(
    now: datetime, ago: str, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert ago in render("{% ago then %}")
    assert day in render("{% day then %}")


@pytest.mark.parametrize(
    ("language", "date", "moment"),
    [
        ("en", "March 10, 2026", "March 10, 2026 at 12:00 PM"),
        ("de", "10. März 2026", "10. März 2026 um 12:00"),
        ("es", "10 de marzo de 2026", "10 de marzo de 2026 a las 12:00"),
        ("ar", "10 مارس 2026", "10 مارس 2026 في 12:00 م"),
    ],
)
def test_dates_are_written_as_browsers_write_them(language: str, date: str, moment: str) -> None:
    with translation.override(language):
        assert date_format(NOW, "DATE_FORMAT") == date
        assert date_format(NOW, "DATETIME_FORMAT") == moment


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, 'Be the first<span data-count="likes" data-value="0" hidden>0</span>'),
        (1, '<span title="1" data-count="likes" data-value="1">1</span> like'),
        (1_500, '<span title="1,500" data-count="likes" data-value="1500">1.5K</span> likes'),
    ],
)
def test_a_sentence_has_its_number_in_the_right_plural_form(number: int, words: str) -> None:
    shown = counted(
        "likes",
        number,
        zero="Be the first",
        say=lambda n: ngettext("{} like", "{} likes", n),
    )
    assert f'<span data-counted="likes">{words}</span>' == shown


def test_linked_data_cannot_break_out_of_its_script() -> None:
    shown = json_ld({"name": "</script><script>alert(1)</script>&"})
    assert shown.count("</script>") == 1
    assert "\\u003C/script\\u003E" in shown


def test_no_linked_data_is_no_script() -> None:
    assert json_ld(None) == ""
