"""The plural forms of the active language, under the names of CLDR that browsers use."""

from collections.abc import Callable

from django.utils.translation import get_language

# A number of each plural category, by language.
_SAMPLES = {
    "ar": {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100},
    "es": {"one": 1, "many": 1_000_000, "other": 2},
}
_DEFAULT_SAMPLES = {"one": 1, "other": 2}


def all_forms(say: Callable[[int], str]) -> dict[str, str]:
    """The text of `say` (a call of ngettext) for each plural category, for use in a script."""
    samples = _SAMPLES.get(get_language() or "", _DEFAULT_SAMPLES)
    return {category: say(number) for category, number in samples.items()}
