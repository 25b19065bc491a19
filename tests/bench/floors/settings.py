"""The site's own settings, all middleware included, with the constants' view besides."""

from config.settings.local import *  # noqa: F403

ROOT_URLCONF = "tests.bench.floors.urls"
