"""Finds pictures that a caption fits; no author posts the same one twice."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

from config.demo.pictures import Picture, all_pictures
from config.demo.texts import ANY, SEVERAL, Caption

# Pictures of a carousel: mostly two or three.
LENGTHS = (2, 3, 2, 3, 4, 2, 3, 5)


class PictureChooser:
    """The least used pictures first, so that the same one comes back as late as possible."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._uses: Counter[Picture] = Counter()
        self._posted: defaultdict[str, set[Picture]] = defaultdict(set)

    def choose(self, caption: Caption, *, author: str) -> tuple[Picture, ...]:
        """One, or several of unlike subjects; empty where the author has posted all that fit."""
        fitting = [
            picture
            for picture in all_pictures()
            if fits(caption, picture) and picture not in self._posted[author]
        ]
        fitting.sort(key=lambda picture: (self._uses[picture], self._rng.random()))
        count = self._rng.choice(LENGTHS) if caption.subject == SEVERAL else 1
        chosen = _one_of_each_subject(fitting)[:count]
        if len(chosen) < min(count, 2):
            return ()
        self._uses.update(chosen)
        self._posted[author].update(chosen)
        return tuple(chosen)


def fits(caption: Caption, picture: Picture) -> bool:
    return (
        picture.kind == caption.kind
        and caption.subject in {picture.subject, SEVERAL, ANY}
        and (not caption.shows or any(words in picture.alt for words in caption.shows))
    )


def _one_of_each_subject(pictures: Sequence[Picture]) -> list[Picture]:
    by_subject: dict[str, Picture] = {}
    for picture in pictures:
        by_subject.setdefault(picture.subject, picture)
    return list(by_subject.values())
