"""English dates as browsers write them, so that those of a script look no different."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = r"F j, Y \a\t g:i A"
