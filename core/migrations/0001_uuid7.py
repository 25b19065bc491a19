from django.db import migrations

# 48 bits of milliseconds, the version, 12 bits of the millisecond's fraction, then random bits
# with the variant, which gen_random_uuid() has already set (RFC 9562, 5.7 and 6.2 method 3).
UUID7 = """
CREATE FUNCTION uuid7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(
    substring(int8send(now_us / 1000) FROM 3)
    || int2send((28672 | ((now_us % 1000) * 4096 / 1000))::int2)
    || substring(uuid_send(gen_random_uuid()) FROM 9),
    'hex')::uuid
  FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now_us) AS clock
$$
"""

UUID7_TIME = """
CREATE FUNCTION uuid7_time(id uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT to_timestamp(
    ('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)
$$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(UUID7, "DROP FUNCTION uuid7()"),
        migrations.RunSQL(UUID7_TIME, "DROP FUNCTION uuid7_time(uuid)"),
    ]
