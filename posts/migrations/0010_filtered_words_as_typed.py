"""Words are stored as `posts.text.word_filter.simplify` writes them, which now knows one apostrophe
and one hyphen."""

from django.db import migrations

APOSTROPHES = "`\u02b9\u02bb\u02bc\u02bd\u02c8\u055a\u05f3\u2018\u2019\u201b\u2032\ua78c"
HYPHENS = "\u058a\u05be\u2010\u2012\u2013\u2014\u2015\u2043\u2212"
SIGNS = APOSTROPHES + HYPHENS
PLAIN = "''" * len(APOSTROPHES) + "-" * len(HYPHENS)

SIMPLIFY = f"""
UPDATE author_settings
SET filtered_words = string_to_array(
    translate(array_to_string(filtered_words, E'\\n'), '{SIGNS}', '{PLAIN}'), E'\\n'
)
WHERE array_to_string(filtered_words, '') ~ '[{SIGNS}]'
"""


class Migration(migrations.Migration):
    dependencies = [("posts", "0009_media_unposted")]

    operations = [migrations.RunSQL(SIMPLIFY, migrations.RunSQL.noop)]
