"""Arabic with Latin digits, as CLDR writes it, and dates as browsers do."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y في g:i A"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
