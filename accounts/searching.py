"""Finding people by the beginnings of their names."""

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func

# Longer than any name: what is behind it finds nobody.
LONGEST = 100
# What PostgreSQL's parser takes for parts of addresses, numbers and markup: to people they part
# words.
PARTING = "./:@_-+<>&~"
BLANKS = " " * len(PARTING)


class NameWords(Func):
    """The words of a name as the index `users_names` holds them."""

    template = (
        f"to_tsvector('simple'::regconfig, translate(%(expressions)s, '{PARTING}', '{BLANKS}'))"
    )
    arity = 1
    output_field = SearchVectorField()


def beginnings(q: str) -> SearchQuery | None:
    """A search for names in which every word of `q` begins some word; None if `q` is no text."""
    try:
        q.encode()
    except UnicodeEncodeError:
        return None
    if "\0" in q:
        return None
    words = q[:LONGEST].translate(str.maketrans(PARTING, BLANKS)).split()
    each = " & ".join(f"({' | '.join(_spellings(word))})" for word in words)
    return SearchQuery(each, config="simple", search_type="raw")


def _spellings(word: str) -> list[str]:
    """PostgreSQL, where its locale is C, tells É from é: so each is looked for."""
    spelt = {word, word.lower(), word.upper(), word.capitalize()}
    escaped = (each.replace("\\", "\\\\").replace("'", "''") for each in sorted(spelt))
    return [f"'{each}':*" for each in escaped]
