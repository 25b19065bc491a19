"""What is a tag and what a mention, in every script and position."""

import sys
import unicodedata
from collections.abc import Iterator
from time import thread_time
from urllib.parse import unquote

import pytest
from django.urls import resolve, reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from posts.text.parsing import HASHTAG_MAX_LENGTH, Kind, entities_in, fold, fold_tag, parse
from tests.posts.hostile import HOSTILE

# Pieces of texts, which are then combined.
SCRIPTS = ["sea", "1", "é", "e\u0301", "日本", "ที่", "हिन्दी", "سلام", "한국", "ﬁ", "İ", "ẞ"]
UNSEEN = ["\u200c", "\u200d", "\ufe0f", "\u20e3", "\u3164", "\u202e", "❤\ufe0f"]
PIECES = st.sampled_from([*"#＃﹟@＠/.&;:_-' \n", *SCRIPTS, *UNSEEN, "https://", "www."])
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)


def tags(text: str) -> list[str]:
    return entities_in(text).hashtags


def mentions(text: str) -> list[str]:
    return entities_in(text).mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#sea", ["sea"]),
        ("By the #sea, and the #sky.", ["sea", "sky"]),
        ("#Sea #SEA #sea", ["sea"]),
        ("#two_words #2026a #1a", ["two_words", "2026a", "1a"]),
        ("(#sea) “#sky” #fog’s", ["sea", "sky", "fog"]),
        ("#a#b #c,#d", ["a", "b", "c", "d"]),
        ("#sea-side", ["sea"]),
        ("one\n#two\n#three", ["two", "three"]),
        # Every script: letters, the marks on them, what joins them.
        ("#हिन्दी में", ["हिन्दी"]),
        ("#สวัสดี #ประเทศไทย", ["สวัสดี", "ประเทศไทย"]),
        ("#سلام، #شُكْرًا", ["سلام", "شُكْرًا"]),
        ("#한국어 #日本語 #Москва", ["한국어", "日本語", "москва"]),
        ("#می\u200cخواهم", ["میخواهم"]),
        ("#e\u0301te\u0301", ["été"]),
        ("＃旅行 ﹟夏", ["旅行", "夏"]),
        # Signs that are a part of the word, not of what comes after it.
        ("#ぼっち・ざ・ろっく ・#猫・#犬", ["ぼっち・ざ・ろっく", "猫", "犬"]),
        ("#ﾎﾞｯﾁ･ｻﾞ･ﾛｯｸ", ["ボッチ・ザ・ロック"]),
        ("#col·lectiu #coŀlectiu #sol· i #mar·", ["col·lectiu", "sol", "mar"]),
        ("#צה״ל #ז׳קט", ["צה״ל", "ז׳קט"]),
        ("#བོད་སྐད།", ["བོད་སྐད"]),
        ("#·sea #・海", []),
        # Side by side.
        ("#hike/#climb (#a1b/#c1d) run/#swim", ["hike", "climb", "a1b", "c1d", "swim"]),
        # Pictures beside a tag are no part of it.
        ("🌊#sea🌊#sky", ["sea", "sky"]),
        ("❤\ufe0f#love❤\ufe0f", ["love"]),
        ("1\ufe0f\u20e3#one", ["one"]),
        ("👍🏽#yes 🇩🇪#no", ["yes", "no"]),
        # One tag, however it is written.
        ("#Straße #STRASSE", ["strasse"]),
        ("#ﬁsh #FISH #ＦＩＳＨ", ["fish"]),
        ("#İzmir", ["i̇zmir"]),
        ("#sea\ufe0f #se\u3164a", ["sea"]),
        ("#محمد_ﷺ", ["محمد_"]),
    ],
)
def test_tags(text: str, found: list[str]) -> None:
    assert tags(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "#", "# sea", "#1", "#2026", "#_", "#1_2", "#-sea", "#.", "##sea", "#＃sea", "C#",
        "F# minor",
        "a#b", "日本#旅行", "e\u0301#sea", "&#39;", "&#x27;s", "_#sea", "#️⃣ #️⃣sea", "#\u0301sea",
        "#\u3164\u3164", "#\u200d\u200c", "#①", "#" + "a" * (HASHTAG_MAX_LENGTH + 1),
        "#" + "ﬁ" * 51,
        "https://example.org/#sea", "http://example.org/a?b=c&d#sea", "HTTPS://EXAMPLE.ORG/#sea",
        "(https://example.org/#sea)", "see www.example.org/#sea", "https://example.org/ü#sea",
        "ftp://example.org/#sea", "example.org/#sea", "me@example.org#sea", "https://日本.jp/#sea",
        "x.org?x=#frag", "(x.org/a-#frag)", "EXAMPLE.co.uk:80/a?b=#sea", "日本.jp/-#sea",
    ],
)  # fmt: skip
def test_no_tags(text: str) -> None:
    assert tags(text) == []


def test_tags_are_found_after_a_url() -> None:
    assert tags("https://example.org/#a #b www.example.org/#c\n#d") == ["b", "d"]
    assert tags("https://example.org。#旅行") == ["旅行"]
    assert tags("awwwww.#cute") == ["cute"]
    assert tags("At x.org/a?b=#c. #d, etc./#e, 1.5/#f, what.now? #g, x.org,#h") == list("defgh")


def test_a_tag_may_be_of_a_hundred_letters_however_they_are_written() -> None:
    assert tags("#" + "a" * HASHTAG_MAX_LENGTH) == ["a" * HASHTAG_MAX_LENGTH]
    assert tags("#" + "e\u0302\u0323" * HASHTAG_MAX_LENGTH) == ["ệ" * HASHTAG_MAX_LENGTH]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@alice", ["alice"]),
        ("@Alice and @ALICE", ["alice"]),
        ("Hello @alice. @alice's (@alice) @alice, @alice… @alice:", ["alice"]),
        ("@a.b_1 @_x_", ["a.b_1", "_x_"]),
        ("@alice..bob @alice.-", ["alice"]),
        ("thanks,@alice .@bob", ["alice", "bob"]),
        ("谢谢@alice你好 ขอบคุณที่@bob", ["alice", "bob"]),
        ("＠alice ❤\ufe0f@bob", ["alice", "bob"]),
        ("@alice/@bob by/@carol", ["alice", "bob", "carol"]),
        ("@alice#sea @" + "b" * 30, ["alice", "b" * 30]),
    ],
)
def test_mentions(text: str, found: list[str]) -> None:
    assert mentions(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "@", "@ alice", "@.alice", "@-", "@@alice", "me@example.org", "<me@example.org>",
        "@alice@example.org", "mailto:me@example.org", "https://example.org/@alice", "x.org/@alice",
        "https://me:secret@example.org", "www.example.org/@alice", "@ünal", "@alicé",
        "@alice\u0301",
        "@aliceＸ", "é@alice", "e\u0301@alice", "@" + "a" * 31, "@" + "a." * 16,
    ],
)  # fmt: skip
def test_no_mentions(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://example.org/a?b=c#d", ["https://example.org/a?b=c#d"]),
        ("(See HTTP://Example.org/a_(b).)", ["HTTP://Example.org/a_(b)"]),
        (
            "www.example.de, shop.example.de/x!",
            ["https://www.example.de", "https://shop.example.de/x"],
        ),
        ("Mine: example.org. «ada.net»", ["https://example.org", "https://ada.net"]),
        ("https://日本.jp/海", ["https://日本.jp/海"]),
        ("http://xn--bcher-kva.example:8080", ["http://xn--bcher-kva.example:8080"]),
        ("https://good.example@evil.example http://user:pw@evil.example/ www.a.org@evil.org", []),
        (
            "http://))) http://... www.. x http://- http://a..b.org https://-a.org https://a.org:99999",
            [],
        ),
        ("http://localhost/ http://127.0.0.1/ http://[::1]/ https://good.example\\@evil.org", []),
        ("ada@example.org @ada.com me@example.org/x e.g.this example.organic a.com.example", []),
        ("javascript://%0aalert(1) ftp://example.org data:text/html,x hello.world", []),
    ],
)
def test_links(text: str, found: list[str]) -> None:
    assert [part.name for part in parse(text) if part.kind == Kind.LINK] == found


def test_a_token_keeps_its_original_spelling() -> None:
    parts = [(part.kind, part.text, part.name) for part in parse("Hi @Bob, #Straße!")]
    assert parts == [
        (Kind.TEXT, "Hi ", ""),
        (Kind.MENTION, "@Bob", "bob"),
        (Kind.TEXT, ", ", ""),
        (Kind.HASHTAG, "#Straße", "strasse"),
        (Kind.TEXT, "!", ""),
    ]
    assert parse("") == []


@settings(deadline=None)
@given(TEXTS)
def test_the_parts_join_to_the_text(text: str) -> None:
    assert "".join(part.text for part in parse(text)) == text


@settings(deadline=None)
@given(TEXTS)
def test_a_tag_is_the_same_whether_found_in_a_text_or_in_an_address(text: str) -> None:
    for name in tags(text):
        assert fold_tag(name) == name
        assert 0 < len(name) <= HASHTAG_MAX_LENGTH
        found = resolve(unquote(reverse("hashtag", args=[name])))
        assert (found.url_name, found.kwargs) == ("hashtag", {"name": name})


@settings(deadline=None)
@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_unicode_letter_beside_a_tag_keeps_it_one_tag(request: pytest.FixtureRequest) -> None:
    for letter in characters(is_complete=request.config.getoption("long")):
        names = tags(f"#a{letter} ")
        assert [fold_tag(name) for name in names] == names, hex(ord(letter))
        assert len(names) == 1, hex(ord(letter))


def characters(*, is_complete: bool) -> Iterator[str]:
    """All of Unicode. Six of seven are unassigned or private, and alike: of these every 61st."""
    for code in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        if category != "Cs" and (is_complete or category not in {"Cn", "Co"} or code % 61 == 0):
            yield chr(code)


@pytest.mark.parametrize(
    "piece",
    ["#", "@", "#a", "@a", "@a.", "a.", "www.", "http://", "a+", "#\u0301", "#ﷺ", "\u0301@",
     "\u200d", "#a\u200d", "a:", "ab://", "a-", "a.a/#a", "a.aa?", "www.)", "(", ".com"],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    """Four times as long, about four times the time: not sixteen."""
    assert _seconds(piece * 8800) < 10 * _seconds(piece * 2200) + 0.05
    for sign in "#@":
        assert _seconds(sign + piece * 8800) < 10 * _seconds(sign + piece * 2200) + 0.05


def _seconds(text: str) -> float:
    """Of the processor: other processes take none of it."""

    def once() -> float:
        start = thread_time()
        parse(text)
        return thread_time() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_parsed_like_any_other(text: str) -> None:
    assert "".join(part.text for part in parse(text)) == text
