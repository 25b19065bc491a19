"""The local environment: packages, private servers, and the commands up, test, check-all, bench
and lock.

It runs on Python's standard library alone, as it installs everything else. Only `prepare` runs
later, inside the virtual environment, and uses Django.
"""

import sys

# Compared this way because an older Python must be able to parse and run this file.
if sys.hexversion < 0x030B0000:
    sys.exit(
        "InstaPro needs Python 3.11 or newer and this is Python %d.%d. "  # noqa: UP031
        "Install it (Debian 12, Ubuntu 24.04: sudo apt install python3 python3-venv) and "
        "start with it by name, for example: python3.11 manage.py up" % sys.version_info[:2]
    )
