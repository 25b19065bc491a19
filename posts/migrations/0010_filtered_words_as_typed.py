"""Words are stored as `posts.text.word_filter.simplify` writes them, which now knows one apostrophe
and one hyphen."""

from uuid import UUID

from django.db import migrations

APOSTROPHES = "`\u02b9\u02bb\u02bc\u02bd\u02c8\u055a\u05f3\u2018\u2019\u201b\u2032\ua78c"
HYPHENS = "\u058a\u05be\u2010\u2012\u2013\u2014\u2015\u2043\u2212"
SIGNS = APOSTROPHES + HYPHENS
PLAIN = "''" * len(APOSTROPHES) + "-" * len(HYPHENS)

SIMPLIFY_BATCH = f"""
WITH batch AS (
    SELECT user_id FROM author_settings WHERE user_id > %s ORDER BY user_id LIMIT %s
), simplified AS (
    UPDATE author_settings
    SET filtered_words = string_to_array(
        translate(array_to_string(filtered_words, E'\\n'), '{SIGNS}', '{PLAIN}'), E'\\n'
    )
    WHERE user_id IN (SELECT user_id FROM batch)
    AND array_to_string(filtered_words, '') ~ '[{SIGNS}]'
)
SELECT user_id FROM batch ORDER BY user_id DESC LIMIT 1
"""


def simplify(_apps, schema_editor, size=1000):
    """Each batch is a transaction of its own, so that no author waits long to change theirs."""
    last = (UUID(int=0),)
    with schema_editor.connection.cursor() as cursor:
        while last:
            cursor.execute(SIMPLIFY_BATCH, [last[0], size])
            last = cursor.fetchone()


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("posts", "0009_media_unposted")]

    operations = [migrations.RunPython(simplify, migrations.RunPython.noop)]
