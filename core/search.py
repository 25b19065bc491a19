"""Finding texts by the beginnings of their words, in any case and with or without accents.

The rules are two SQL functions of the migration `0004_search`.
"""

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func

# Longer than any name: what is behind it is ignored.
QUERY_MAX_LENGTH = 100


class WordVector(Func):
    """The words of a text, as an index can hold them."""

    template = "to_tsvector('simple'::regconfig, search_words(%(expressions)s))"
    arity = 1
    output_field = SearchVectorField()


class PrefixQuery(SearchQuery):
    """For `filter(vector=PrefixQuery(q))`: every word of `q` begins a word of the text."""

    SEARCH_TYPES = {"plain": "search_query"}


def clean_query(q: str) -> str | None:
    """What to search for, "" for everything; None if PostgreSQL cannot take it as text."""
    q = q.strip()[:QUERY_MAX_LENGTH]
    try:
        q.encode()
    except UnicodeEncodeError:
        return None
    return None if "\0" in q else q
