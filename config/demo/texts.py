"""What the community says, read from `data/texts`: one file for each kind of picture.

In a conversation a line begins with who speaks: `a` is the author of the post, `1`, `2` and `3`
are others, anything else is a username. `{a}` and `{1}` mention them; `{friend}` in a caption is
one of those whom the author follows.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from config.demo.pictures import DATA, picture_kinds

# Instead of a subject: captions that speak of several pictures of a kind, or fit each of them.
SEVERAL = "several"
ANY = ""

Thread = tuple[str, ...]


@dataclass(frozen=True)
class Caption:
    """What a post says. `shows`: one of these must be in the alternative text of its pictures."""

    kind: str
    subject: str
    text: str
    shows: tuple[str, ...] = ()
    place: str = ""
    by: str = ""
    thread: Thread = ()


@dataclass(frozen=True)
class Topic:
    """All that is said of one kind of picture; by subject, "" for any.

    A subject with remarks of its own gets no others: nothing else said of the kind fits it.
    """

    captions: tuple[Caption, ...]
    short: tuple[str, ...]
    places: dict[str, tuple[str, ...]]
    threads: dict[str, tuple[Thread, ...]]
    remarks: dict[str, tuple[str, ...]]

    def threads_on(self, subject: str) -> tuple[Thread, ...]:
        own = self.threads.get(subject, ())
        return own if self.remarks.get(subject) else own + self.threads[""]

    def remarks_on(self, subject: str) -> tuple[str, ...]:
        return self.remarks.get(subject) or self.remarks[""]

    def places_of(self, subject: str) -> tuple[str, ...]:
        return self.places.get(subject, self.places[""])


@cache
def topics() -> dict[str, Topic]:
    return {kind: _topic(kind) for kind in picture_kinds()}


@cache
def general_threads() -> tuple[Thread, ...]:
    """What fits under anything, some of it in the language of who says it."""
    raw = _read("general")
    return single_remarks(raw["remarks"]) + _threads(raw["threads"])


def single_remarks(remarks: Iterable[str]) -> tuple[Thread, ...]:
    return tuple((f"1: {remark}",) for remark in remarks)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / "texts" / f"{name}.toml").read_text(encoding="utf-8"))


def _topic(kind: str) -> Topic:
    raw = _read(kind)
    subjects = {name: about for name, about in raw.items() if isinstance(about, dict)}
    return Topic(
        captions=tuple(
            _caption(kind, subject, each)
            for subject, about in subjects.items()
            for each in about["captions"]
        ),
        short=tuple(raw["short"]),
        places={"": tuple(raw["places"]), **_tuples(subjects, "places")},
        threads={"": _threads(raw["threads"]), **_threads_by_subject(subjects)},
        remarks={"": tuple(raw["remarks"]), **_tuples(subjects, "remarks")},
    )


def _caption(kind: str, subject: str, raw: str | dict[str, Any]) -> Caption:
    """`raw` is the text, or a table with `text` and more."""
    if isinstance(raw, str):
        return Caption(kind, subject, raw)
    lists = {name: tuple(raw.get(name, ())) for name in ("shows", "thread")}
    return Caption(kind, subject, **{**raw, **lists})


def _tuples(subjects: dict[str, dict[str, Any]], name: str) -> dict[str, tuple[str, ...]]:
    return {subject: tuple(about[name]) for subject, about in subjects.items() if name in about}


def _threads(raw: Iterable[list[str]]) -> tuple[Thread, ...]:
    return tuple(tuple(lines) for lines in raw)


def _threads_by_subject(subjects: dict[str, dict[str, Any]]) -> dict[str, tuple[Thread, ...]]:
    return {subject: _threads(about.get("threads", ())) for subject, about in subjects.items()}
