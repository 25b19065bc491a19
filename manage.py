#!/usr/bin/env python3
"""The one command of the project: `python3 manage.py up`. Django's commands are here too."""

import sys

from deploy.local.entry import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
