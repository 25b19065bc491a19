"""Posts with real files: each test has its own media storage."""

from pathlib import Path

import pytest
from pytest_django import Settings

FOLDERS = "django.core.files.storage.FileSystemStorage"


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    """The folder that holds `media` (renditions) and `originals` of this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "media": {
            "BACKEND": FOLDERS,
            "OPTIONS": {"location": tmp_path / "media", "base_url": "/media/"},
        },
        "originals": {"BACKEND": FOLDERS, "OPTIONS": {"location": tmp_path / "originals"}},
    }
    return tmp_path
