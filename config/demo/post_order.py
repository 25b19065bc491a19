"""In which order posts follow each other: neighbours are unlike, pictures come back late."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from config.demo.dates import FRESH
from config.demo.people import DEMO
from config.demo.plan import Draft

# Posts until the same author, kind or picture may follow again; the last also in the timeline of
# the demo account by itself.
AUTHOR_GAP = 5
KIND_GAP = 4
PICTURE_GAP = 50
TIMELINE_PICTURE_GAP = 40


def mixed(drafts: Sequence[Draft], *, followed: Set[str]) -> list[Draft]:
    """Newest first. `followed` are the demo account and those whom it follows."""
    order: list[Draft] = []
    rest = list(drafts)
    uses = Counter(picture.name for draft in drafts for picture in draft.pictures)
    while rest:
        before = _Before.of(order, followed)
        # Pictures that are still to come often go first: they need the most room.
        ranks = [(before.misfit(draft), -_most_uses(uses, draft)) for draft in rest]
        order.append(rest.pop(ranks.index(min(ranks))))
        uses.subtract(picture.name for picture in order[-1].pictures)
    return order


def _most_uses(uses: Counter[str], draft: Draft) -> int:
    return max(uses[picture.name] for picture in draft.pictures)


@dataclass(frozen=True)
class _Before:
    """What was posted shortly before; `pictures` are those that may not follow yet."""

    authors: Set[str]
    kinds: Set[str]
    pictures: Set[str]
    timeline_pictures: Set[str]
    followed: Set[str]
    is_fresh: bool

    @classmethod
    def of(cls, order: Sequence[Draft], followed: Set[str]) -> "_Before":
        timeline = [draft for draft in order if draft.author in followed]
        return cls(
            authors={draft.author for draft in order[-AUTHOR_GAP:]},
            kinds={draft.caption.kind for draft in order[-KIND_GAP:]},
            pictures=_names(order[-PICTURE_GAP:]),
            timeline_pictures=_names(timeline[-TIMELINE_PICTURE_GAP:]),
            followed=followed,
            is_fresh=len(order) < len(FRESH),
        )

    def misfit(self, draft: Draft) -> int:
        is_followed = draft.author in self.followed
        used = self.pictures | self.timeline_pictures if is_followed else self.pictures
        return (
            2 * any(picture.name in used for picture in draft.pictures)
            + (draft.author in self.authors)
            + (draft.caption.kind in self.kinds)
            + (self.is_fresh and (not is_followed or draft.author == DEMO))
        )


def _names(drafts: Sequence[Draft]) -> set[str]:
    return {picture.name for draft in drafts for picture in draft.pictures}
