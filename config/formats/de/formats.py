"""German dates as browsers write them, so that those of a script look no different."""

DATETIME_FORMAT = r"j. F Y \u\m H:i"
