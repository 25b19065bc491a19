"""Text as it is kept: line ends, and what cannot be seen."""

import pytest

from core.text.cleaning import clean_line, clean_text, is_blank

BLANK = [
    "", " \t\n", "\u00a0\u2003\u3000", "\u200b", "\u200d\u200c", "\u200e\u200f\u061c", "\u00ad",
    "\u034f", "\u115f\u1160\u3164\uffa0", "\u180e", "\u2060\u2063", "\u2800", "\ufe0f", "\ufeff",
    "\U0001d159", "\U000e0020\U000e007f", "\u202e \u2066",
]  # fmt: skip


@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_what_cannot_be_seen_is_no_text(text: str) -> None:
    assert is_blank(text)
    assert clean_text(text) == clean_line(text) == ""


@pytest.mark.parametrize(
    "text", ["a", ".", "❤\ufe0f", "\u2801", "👩\u200d👧", "\u0301", "می\u200cخواهم"]
)
def test_what_can_be_seen_keeps_its_joiners_and_selectors(text: str) -> None:
    assert not is_blank(text)
    assert clean_text(f" {text}\n") == clean_line(f"\t{text} ") == text


def test_each_line_end_is_one_character() -> None:
    written = "a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\n\r\ni"
    assert clean_text(written) == "a\nb\nc\nd\ne\nf\ng\nh\n\ni"
    assert clean_line(written) == "a b c d e f g h i"


def test_characters_that_would_change_the_text_around_are_left_out() -> None:
    assert clean_text("a\x07b\u202ec\td") == "abc\td"
    assert clean_line("a\x07b\u202ec\td") == "abc d"
