from django.db import migrations

# The words of a text in small letters without accents, with blanks between them. A symbol such
# as an emoji is a word of its own. Accents, vowel points and joiners go; the marks of the scripts
# from Devanagari to Mongolian stay, as the words would fall apart without them.
SEARCH_WORDS = r"""
CREATE FUNCTION search_words(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
  -- Plain ASCII costs a quarter this way.
  WHEN octet_length($1) = length($1) THEN regexp_replace(lower($1), '[^a-z0-9]+', ' ', 'g')
  ELSE regexp_replace(
    replace(replace(replace(translate(
      normalize(
        regexp_replace(
          lower(normalize($1, NFKD)),
          '[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a'
            '\u0640\u064b-\u065f\u0670\u200c-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+',
          '', 'g'),
        NFKC),
      'øłđħıς', 'oldhiσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
    '([^[:alnum:][:punct:][:space:][:cntrl:]$+<=>^`|~\u0900-\u0963\u0966-\u1cff])'
      '|[[:punct:][:space:][:cntrl:]$+<=>^`|~]+',
    ' \1 ', 'g')
END
"""

# Each word of the text, as the beginning of a word; matches nothing if there is none.
SEARCH_QUERY = r"""
CREATE FUNCTION search_query(text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsquery('simple', regexp_replace(
  regexp_replace(search_words($1), '\S+', '\&:*', 'g'), '\*\s+(?=\S)', '* & ', 'g'))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_trust"),
    ]
    operations = [
        migrations.RunSQL(SEARCH_WORDS, "DROP FUNCTION search_words(text)"),
        migrations.RunSQL(SEARCH_QUERY, "DROP FUNCTION search_query(text)"),
    ]
