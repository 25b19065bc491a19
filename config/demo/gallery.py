"""Finds the picture that a caption speaks of; no picture is hung twice."""

from collections.abc import Collection
from itertools import count

from config.demo.library import Caption
from config.demo.pictures import SIZES, Frame, describe

# Free seeds looked at for what a caption wants to show; then the nearest will do.
CHOICE = 160
# As wide as the second step of the ladder: less than half the work of the largest.
SMALL = ((640, 800), (640, 640), (640, 800), (640, 427))


class Gallery:
    def __init__(self) -> None:
        self._used: dict[str, set[int]] = {}
        self._shown: dict[tuple[str, int], tuple[str, str]] = {}
        self._hung = count()

    def hang(self, caption: Caption, *, large: bool) -> tuple[Frame, ...]:
        """The picture for one subject."""
        seed = self._find(caption.kind, caption.shows, subjects={caption.subject})
        return (Frame(caption.kind, seed, self._next_size(large)),)

    def hang_several(self, caption: Caption, length: int, *, large: bool) -> tuple[Frame, ...]:
        """Pictures of one kind and, where there are hours or seasons, of the same one."""
        seeds = [self._find(caption.kind, caption.shows)]
        first, words = self._show(caption.kind, seeds[0])
        hung = {first}
        while len(seeds) < length:
            seeds.append(self._find(caption.kind, (words.split("|")[0],), unlike=hung))
            hung.add(self._show(caption.kind, seeds[-1])[0])
        size = self._next_size(large)
        return tuple(Frame(caption.kind, seed, size) for seed in seeds)

    def _find(
        self,
        kind: str,
        shows: Collection[str],
        *,
        subjects: Collection[str] = (),
        unlike: Collection[str] = (),
    ) -> int:
        """The first free seed that has all of it, or else most of it."""
        used = self._used.setdefault(kind, set())
        free = [seed for seed in range(CHOICE + len(used)) if seed not in used]

        def misses(seed: int) -> tuple[bool, bool, bool]:
            subject, words = self._show(kind, seed)
            amiss = bool(shows) and not any(word in words for word in shows)
            return bool(subjects) and subject not in subjects, amiss, subject in unlike

        seed = min(free, key=misses)
        used.add(seed)
        return seed

    def _show(self, kind: str, seed: int) -> tuple[str, str]:
        """The subject, and `mood|alternative text`."""
        if (kind, seed) not in self._shown:
            sketch = describe(kind, seed)
            self._shown[kind, seed] = sketch.subject, f"{sketch.mood}|{sketch.alt}"
        return self._shown[kind, seed]

    def _next_size(self, large: bool) -> tuple[int, int]:
        """Upright, square, upright, lying."""
        sizes = SIZES if large else SMALL
        return sizes[next(self._hung) % len(sizes)]
