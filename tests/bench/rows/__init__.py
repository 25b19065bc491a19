"""What is measured: a module for each subject, a function for each row."""

from collections.abc import Callable, Mapping

from tests.bench.measuring import Bench, Row
from tests.bench.rows.feed import feed, feed_cold

ROWS: Mapping[str, Callable[[Bench], Row]] = {"feed": feed, "feed-cold": feed_cold}
