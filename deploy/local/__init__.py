"""The laptop's side: packages, private servers, and the commands up, test, check-all and lock.

Everything here runs on Python's standard library alone: it is what installs the rest. Only
`prepare` is run later, inside the virtual environment, and may use Django.
"""

import sys

# Compared this way because an older Python must get as far as this sentence.
if sys.hexversion < 0x030B0000:
    sys.exit(
        "InstaPro needs Python 3.11 or newer and this is Python %d.%d. "  # noqa: UP031
        "Install it (Debian 12, Ubuntu 24.04: sudo apt install python3 python3-venv) and "
        "start with it by name, for example: python3.11 manage.py up" % sys.version_info[:2]
    )
