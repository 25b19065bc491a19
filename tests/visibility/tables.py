"""All doors together."""

from tests.visibility.doors import Door
from tests.visibility.doors_files import FILES
from tests.visibility.doors_lists import COUNTS, LISTS
from tests.visibility.doors_live import LIVE
from tests.visibility.doors_posts import DETAILS
from tests.visibility.doors_writes import WRITES

DOORS: list[Door] = [*DETAILS, *FILES, *WRITES, *LISTS, *COUNTS]
LIVE_DOORS = LIVE
