"""What is measured: a module for each subject, a function for each row."""

from collections.abc import Callable, Mapping

from tests.bench.figures import Row
from tests.bench.measuring import Bench
from tests.bench.rows.feed import feed, feed_celebrities, feed_cold, feed_seam
from tests.bench.rows.kept import kept_bodies
from tests.bench.rows.media import media
from tests.bench.rows.messages import message, messages
from tests.bench.rows.pages import home, permalink, profile
from tests.bench.rows.sockets import sockets
from tests.bench.rows.timelines import fanout, timeline_bytes
from tests.bench.rows.writes import comment, like, post

ROWS: Mapping[str, Callable[[Bench], Row]] = {
    "feed": feed,
    "feed-cold": feed_cold,
    "feed-seam": feed_seam,
    "kept-bodies": kept_bodies,
    "feed-celebrities": feed_celebrities,
    "home": home,
    "profile": profile,
    "permalink": permalink,
    "like": like,
    "comment": comment,
    "post": post,
    "fanout": fanout,
    "timeline-bytes": timeline_bytes,
    "sockets": sockets,
    "message": message,
    "messages": messages,
    "media": media,
}
# Those that CI measures: their ratios are the same on a busy machine.
SHORT = ("feed", "home", "profile", "permalink")
