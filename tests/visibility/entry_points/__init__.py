"""All entry points, collected."""

from tests.visibility.entry_points.base import EntryPoint
from tests.visibility.entry_points.files import FILES
from tests.visibility.entry_points.lists import COUNTS, LISTS
from tests.visibility.entry_points.live import LIVE
from tests.visibility.entry_points.posts import DETAILS
from tests.visibility.entry_points.writes import WRITES

ENTRY_POINTS: list[EntryPoint] = [*DETAILS, *FILES, *WRITES, *LISTS, *COUNTS]
LIVE_ENTRY_POINTS = LIVE
