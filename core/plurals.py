"""How a language counts: a number of each of its kinds, by the names that browsers use (CLDR's)."""

from collections.abc import Callable

from django.utils.translation import get_language

_SAMPLES = {
    "ar": {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100},
    "es": {"one": 1, "many": 1_000_000, "other": 2},
}
_ONE_AND_MORE = {"one": 1, "other": 2}


def all_forms(say: Callable[[int], str]) -> dict[str, str]:
    """What `say`, made of ngettext, says to each kind of number: all that a script may need."""
    samples = _SAMPLES.get(get_language() or "", _ONE_AND_MORE)
    return {kind: say(number) for kind, number in samples.items()}
