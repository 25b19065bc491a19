"""Search by the first letters of words, regardless of case and accents.

Uses two SQL functions of the migration `0004_search`.
"""

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func

# Longer than any name; the rest is ignored.
QUERY_MAX_LENGTH = 100


class WordVector(Func):
    """SQL: the words of a text as a tsvector, for an index."""

    template = "to_tsvector('simple'::regconfig, search_words(%(expressions)s))"
    arity = 1
    output_field = SearchVectorField()


class PrefixQuery(SearchQuery):
    """For `filter(vector=PrefixQuery(q))`: every word of `q` begins a word of the text."""

    SEARCH_TYPES = {"plain": "search_query"}


def clean_query(q: str) -> str | None:
    """The query to search for, "" for all rows; None if PostgreSQL cannot store it as text."""
    q = q.strip()[:QUERY_MAX_LENGTH]
    try:
        q.encode()
    except UnicodeEncodeError:
        return None
    return None if "\0" in q else q
